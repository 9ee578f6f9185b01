import { afterAll, expect, test } from 'vitest'
import { type AccountConfig, minutes, type RouterEvent, time } from '../../core/index.ts'
import { type Database, memoryDatabase } from '../engine.ts'
import { metricOf, metrics, type MetricId, record, rowsOf } from '../index.ts'
import { fill } from '../write.ts'
import { meta } from './contents.ts'
import { at, events, tell } from './histories.ts'

/** Worked examples of SEMANTICS.md whose numbers are metrics. */

const open: Database[] = []
afterAll(() => open.forEach((database) => database.close()))
const day = { from: at('08:00'), to: at('20:00') }

/** Metrics of what happened, by id. */
async function measured(account: AccountConfig, happened: readonly RouterEvent[]) {
  const { config, history, trace } = tell(account, happened)
  const database = await memoryDatabase()
  open.push(database)
  const about = { ...meta('x'), counted_from: day.from, ended_at: day.to }
  await fill(database, { meta: about, tables: record(config, history, trace, time(day.to)) })
  return async (id: MetricId) => {
    const parameters = { ...metricOf.get(id)!.parameters, ...day }
    return rowsOf(await database.query(metrics[id].sql, parameters))[0].value
  }
}

const surveyed: AccountConfig = {
  skills: [{ id: 'care', survey: { questions: ['csat', 'fcr'], timeout: minutes(60) } }],
  agents: [{ id: 'ana', skills: ['care'], maxSlots: 20 }],
}
const login = { type: 'agent.presenceSet' as const, at: at('09:00'), agent: 0, presence: 3 }

/** Conversations that each close and have one question of their survey answered. */
function answers(question: number, values: readonly (number | null)[]): RouterEvent[] {
  return events(
    login,
    ...values.flatMap((value, i) => {
      const of = { at: at('10:00') + i * 60_000, conversation: i + 1 }
      const answer = value === null ? 1 : 0
      return [
        { type: 'conversation.opened' as const, ...of, skill: 0 },
        { type: 'conversation.closed' as const, ...of, by: 'agent' },
        { type: 'survey.answered' as const, ...of, question, answer, value: value ?? 0 },
      ]
    }),
  )
}

test('example 18.1: four of seven valid answers are 4 or 5, the unrecognised one counts nowhere', async () => {
  const value = await measured(surveyed, answers(0, [5, 5, 4, 3, 2, 4, 1, null]))
  expect(await value('csat')).toBeCloseTo(4 / 7, 12)
})

test('example 18.2: six yes and two no are 75 %', async () => {
  const value = await measured(surveyed, answers(1, [1, 1, 1, 0, 1, 1, 0, 1]))
  expect(await value('fcr')).toBe(0.75)
})

test('example 19.1: of eight hours six online, half an hour back soon, one and a half away', async () => {
  const set = (clock: string, presence: number) => ({
    ...{ type: 'agent.presenceSet' as const, at: at(clock), agent: 0, presence },
  })
  const presences = [set('09:00', 3), set('12:00', 1), set('13:00', 3), set('15:00', 2)]
  const rest = [set('15:30', 3), set('16:30', 1), set('17:00', 0)]
  const value = await measured(surveyed, events(...presences, ...rest))
  expect(await value('loggedInTime')).toBe(8 * 3_600_000)
  expect(await value('onlineRate')).toBe(0.75)
  expect(await value('awayRate')).toBe(0.25)
})

test('example 24.1: scores of 70, 10, 0 and −40 are 50 % above and 25 % below nought', async () => {
  const scored = [70, 10, 0, -40].flatMap((score, i) => {
    const of = { at: at('10:00') + i * 60_000, conversation: i + 1 }
    return [
      { type: 'conversation.opened' as const, ...of, skill: 0 },
      { type: 'conversation.closed' as const, ...of, by: 'agent', score },
    ]
  })
  const value = await measured(surveyed, events(login, ...scored))
  expect(await value('mcs')).toBe(0.25)
})
