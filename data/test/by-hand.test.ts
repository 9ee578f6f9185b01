import { afterAll, expect, test } from 'vitest'
import { minutes, time } from '../../core/index.ts'
import { type Database, memoryDatabase } from '../engine.ts'
import { metricOf, type MetricId, metrics, record, rowsOf } from '../index.ts'
import { fill } from '../write.ts'
import { meta } from './contents.ts'
import { at, events, tell } from './histories.ts'

const open: Database[] = []
afterAll(() => open.forEach((database) => database.close()))

/** One skill and one agent with three slots, who warms up: one at login, then one every ten minutes. */
const desk = {
  skills: [{ id: 'help', target: minutes(30), resolutionTarget: minutes(45) }],
  agents: [{ id: 'ann', skills: ['help'], maxSlots: 3 }],
  warmUp: { interval: minutes(10), maxDuration: minutes(30), cooldown: minutes(0) },
  timeToInactive: minutes(4),
}
const opens = (clock: string, conversation: number) => [
  { type: 'conversation.opened' as const, at: at(clock), conversation, skill: 0 },
  { type: 'consumer.wrote' as const, at: at(clock), conversation },
]
const writes = (clock: string, conversation: number) => ({
  ...{ type: 'agent.wrote' as const, at: at(clock), conversation, agent: 0 },
})

/**
 * Ann comes at 9:00. The first goes to her at 9:00; the second waits from 9:02 to the gate's opening at
 * 9:10; the third comes at 9:30 and fills her. The first ends at 9:40; its consumer wrote no more.
 */
const morning = events(
  { type: 'agent.presenceSet', at: at('09:00'), agent: 0, presence: 3 },
  ...opens('09:00', 1),
  ...opens('09:02', 2),
  writes('09:06', 1),
  writes('09:12', 2),
  ...[{ type: 'consumer.wrote' as const, at: at('09:13'), conversation: 2 }, writes('09:14', 2)],
  ...opens('09:30', 3),
  { type: 'conversation.closed', at: at('09:40'), conversation: 1, by: 'agent' },
)

async function told(settings: Record<string, number> = {}) {
  const database = await memoryDatabase()
  open.push(database)
  const { config, history, trace } = tell(desk, morning)
  const hour = { from: at('09:00'), to: at('10:00') }
  const about = { ...meta('x'), counted_from: hour.from, ended_at: hour.to }
  await fill(database, { meta: about, tables: record(config, history, trace, time(hour.to)) })
  return async (id: MetricId) => {
    const { parameters } = metricOf.get(id)!
    const values = { ...parameters, ...settings, ...hour }
    return rowsOf(await database.query(metrics[id].sql, values))[0].value
  }
}

test('a warm-up, room, backlog and a silent leaver, worked out on paper', async () => {
  const value = await told({ patience: 300_000, occupancy: 100 })
  // Closed after the first until 9:10, and after the second at 9:10 until 9:20.
  expect(await value('warmupLimitedShare')).toBeCloseTo(20 / 60, 12)
  // One of her three slots is the third's, the second is a tenth: 3.5 − 1.1 leaves room for two.
  expect(await value('availableSlots')).toBe(2)
  expect(await value('fullShare')).toBe(0)
  // 1: ten minutes whole (quiet from 9:10) and thirty at a tenth. 2: whole from 9:02 to 9:18, then a
  // tenth for 42. 3: whole for 30. Waiting or held, it is the same.
  const slotMinutes = 10 + 30 / 10 + 16 + 42 / 10 + 30
  expect(await value('openLoad')).toBeCloseTo(slotMinutes / 60, 12)
  // Of all that waited, the second alone did so for a time: eight minutes.
  expect(await value('queueActionableByConsumer')).toBeCloseTo(8 / 60, 12)
  expect(await value('queueActionableByRequeue')).toBe(0)
  // Efforts: 9:00 to 9:06, 9:10 to 9:12, 9:13 to 9:14: three minutes on average, and one turn is owed.
  expect(await value('backlogHours')).toBeCloseTo(3 / 60, 12)
  // Four turns of three minutes came within the hour: 0.2 of an agent; 0.8 is left.
  expect(await value('hoursToClear')).toBeCloseTo(3 / 60 / 0.8, 12)
  // Answered after six minutes, closed by the agent, and not a word more.
  expect(await value('silentAbandonments')).toBe(1)
  // 1 closed after 40 of 45 minutes; 2 was open at 9:47; 3 still may.
  expect(await value('slaResolutionMetRate')).toBe(1 / 2)
})

test('without patience nobody is said to have left without a word', async () => {
  const value = await told()
  expect(await value('silentAbandonments')).toBe(null)
})
