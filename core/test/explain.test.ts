import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type AccountConfig,
  configure,
  type Effect,
  explain,
  play,
  reasonNames,
  tellExplanation,
} from '../index.ts'
import { configOf, eventsOf, story } from './histories.ts'
import { eventsOf as told } from './tell.ts'

/** How an assignment came about without a rank. */
const byOthers = ['accepted', 'taken', 'placed', 'takenOver', 'resumed', 'suggested', 'lastAgent']
const isChoice = (row: Effect): row is Effect & { type: 'assigned' | 'offered' } =>
  (row.type === 'assigned' || row.type === 'offered') && ![...byOthers, 'ringAll'].includes(row.by)

test('who was chosen comes first, and the rank that decided is where the next one differs', () => {
  fc.assert(
    fc.property(story, (one) => {
      const config = configOf(one)
      const events = eventsOf(one)
      const trace = play(config, events)
      const rows = Array.from({ length: trace.length }, (_, i) => trace.at(i))
      const choices = rows.flatMap((row, i) => (isChoice(row) ? [{ row, i }] : []))
      for (const { i, row } of choices.slice(-3)) {
        const { candidates } = explain(config, events, i)
        const [best, next] = candidates
        expect(best).toMatchObject({ agent: row.agent, reasons: [] })
        if (next === undefined || next.reasons.length > 0) expect(row.by).toBe('onlyOne')
        else {
          const lost = best.ranks.find(({ value }, rank) => value !== next.ranks[rank].value)
          expect(row.by).toBe(lost?.name ?? 'id')
        }
      }
    }),
    { seed: 42, numRuns: 60 },
  )
})

test('the nearest miss that was told is the highest first reason of anybody', () => {
  fc.assert(
    fc.property(story, (one) => {
      const config = configOf(one)
      const events = eventsOf(one)
      const trace = play(config, events)
      const rows = Array.from({ length: trace.length }, (_, i) => trace.at(i))
      const waits = rows.flatMap((row, i) => (row.type === 'waiting' ? [{ row, i }] : []))
      for (const { i, row } of waits.slice(-3)) {
        const { candidates } = explain(config, events, i)
        const firsts = candidates.map(({ reasons }) =>
          reasonNames.indexOf(reasons[0] ?? 'eligible'),
        )
        if (row.reason !== 'offShift') expect(reasonNames[Math.max(...firsts)]).toBe(row.reason)
      }
    }),
    { seed: 42, numRuns: 60 },
  )
})

const account: AccountConfig = {
  skills: [{ id: 'care' }],
  agents: [
    { id: 'ana', skills: ['care'], maxSlots: 2 },
    { id: 'bo', skills: ['care'], maxSlots: 4 },
    { id: 'cy', skills: ['care'] },
    { id: 'di', skills: [] },
  ],
  extraCapacity: 0 as never,
  warmUp: { interval: 600_000 as never },
}
const happened = `10:00 ana is online
10:00 bo is online
10:00 cy is away
10:01 consumer opens 1 care
10:02 consumer opens 2 care
10:12 consumer opens 3 care
10:13 consumer opens 4 care
10:14 consumer opens 5 care
10:30 bo closes 3`

const words = (conversation: number, type: Effect['type']) => {
  const config = configure(account)
  const events = told(account, happened)
  const trace = play(config, events)
  const rows = Array.from({ length: trace.length }, (_, i) => trace.at(i))
  const row = rows.findIndex(
    (one) =>
      one.type === type &&
      (conversation < 0 || ('conversation' in one && one.conversation === conversation)),
  )
  return tellExplanation(explain(config, events, row), config)
}

test('an assignment is told with the ranks of all who could have had it, and why others could not', () => {
  expect(words(3, 'assigned')).toEqual([
    'conversation 3 goes to bo: least loaded',
    '  bo: avoidMark 0, loadShare 25 %, lastAssignment 10 min ago, history 1',
    '  ana: avoidMark 0, loadShare 50 %, lastAssignment 11 min ago, history 1',
    '  cy: notOnline',
    '  di: lacksSkill and notLoggedIn',
    'ana would have been first with loadShare before 25 % instead of 50 %',
  ])
})

test('the entry into a queue is told by what was decided then', () => {
  expect(words(3, 'queued')).toEqual(words(3, 'assigned'))
})

test('a wait is told by all that stands in the way of each, and until when', () => {
  expect(words(-1, 'waiting')).toEqual([
    'the queue for care waits: everyone is full (the first is conversation 5)',
    '  ana: full',
    '  bo: warmUp, for 6 min yet',
    '  cy: notOnline',
    '  di: lacksSkill and notLoggedIn',
    'ana is nearest: kept away by full alone',
  ])
})

test('a row that tells of no choice, or is not there, cannot be explained', () => {
  const config = configure(account)
  const events = told(account, happened)
  expect(() => explain(config, events, 10_000)).toThrow(/trace row 10000 is not in 0\.\./)
  const trace = play(config, events)
  const last = trace.length - 1
  expect(trace.at(last).type).toBe('closed')
  expect(() => explain(config, events, last)).toThrow(
    `trace row ${last} is "closed": no choice among agents`,
  )
})
