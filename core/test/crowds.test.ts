import fc from 'fast-check'
import { expect, test } from 'vitest'
import { disagreement } from './agreement.ts'
import { configure, minutes, Router, type RouterEvent } from '../index.ts'
import { configOf, eventsOf, type Story, story } from './histories.ts'
import { equal, insideOf, played, rowsOf, same } from './told.ts'

/**
 * Tables begin with room for 64 rows, and the laws' histories have sixty steps: here 90 come within
 * minutes. Some agents take forty at once, so that as many are held as wait.
 */
const crowd: fc.Arbitrary<Story> = fc
  .tuple(
    story,
    fc.array(fc.tuple(fc.nat(2), fc.nat(999), fc.nat(999)), { minLength: 90, maxLength: 90 }),
    fc.boolean(),
  )
  .map(([told, rush, isRoomy]) => ({
    ...told,
    hours: null,
    account: {
      ...told.account,
      agents: told.account.agents.map((one, i) =>
        isRoomy && i % 2 === 0 ? { ...one, maxSlots: 40 } : one,
      ),
    },
    steps: [
      ...told.steps.slice(0, 20),
      ...rush.map(([dt, x, y]) => ({ dt, x, y, op: 'open' })),
      ...told.steps,
    ],
  }))
const seed = 42

test('of a crowd the router tells what the naive model tells', () => {
  fc.assert(
    fc.property(crowd, (told) => {
      expect(disagreement(told.account, eventsOf(told))).toBeUndefined()
    }),
    // The model looks at everybody who waits, again and again.
    { numRuns: 4, seed },
  )
})

test('a snapshot of a crowd resumed equals a run that never stopped', () => {
  fc.assert(
    fc.property(crowd, (told) => {
      const config = configOf(told)
      const events = eventsOf(told)
      const whole = played(events, new Router(config))
      const first = played(events.slice(0, -30), new Router(config))
      const kept = structuredClone(first.snapshot())
      const second = new Router(insideOf(first).config, undefined, kept)
      played(events.slice(-30), second)
      same(rowsOf(second), rowsOf(whole).slice(second.trace.base))
      equal(second.snapshot(), whole.snapshot())
    }),
    { numRuns: 12, seed },
  )
})

test('a long queue is served by due, then by age, then by number', () => {
  const config = configure({
    skills: [
      { id: 'a', target: minutes(60) },
      { id: 'b', target: minutes(30) },
    ],
    agents: [{ id: 'ana', skills: ['a', 'b'], maxSlots: 1 }],
    ...{ smartCapacity: false, avoidHold: minutes(0) },
  })
  const all = Array.from({ length: 200 }, (_, i) => ({
    key: 999 - i,
    at: minutes(i >> 2),
    skill: i % 2,
  }))
  const router = new Router(config)
  const apply = (event: object) => router.apply(event as RouterEvent)
  for (const { at, key, skill } of all)
    apply({ type: 'conversation.opened', at, conversation: key, skill })
  const at = minutes(100)
  apply({ type: 'agent.presenceSet', at, agent: 0, presence: 3 })
  const due = ({ at, skill }: (typeof all)[number]) => at + minutes(skill === 0 ? 60 : 30)
  const expected = all
    .toSorted((a, b) => due(a) - due(b) || a.at - b.at || a.key - b.key)
    .map(({ key }) => key)
  for (const conversation of expected)
    apply({ type: 'conversation.closed', at, conversation, by: 'agent' })
  const served = rowsOf(router).flatMap((row) =>
    'type' in row && row.type === 'assigned' ? [row.conversation] : [],
  )
  expect(served).toEqual(expected)
})
