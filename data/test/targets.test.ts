import { expect, test } from 'vitest'
import { ask, memoryRun, type Run, rowsOf, stackReplications } from '../index.ts'
import type { ReplicationMeasures } from '../index.ts'
import { tables } from '../tables.ts'
import { meta } from './contents.ts'
import { at } from './histories.ts'

const DAY = 86_400_000
const start = at('00:00')

/** A replication of days, each with so many conversations opened, of which so many turns were missed. */
function replicationOf(replication: number, days: readonly (readonly [number, number])[]) {
  const none = (name: string) =>
    Object.fromEntries(Object.keys(tables[name as 'exact']).map((key) => [key, new Float64Array()]))
  const zeros = Object.fromEntries(
    Object.keys(tables.intervals).map((key) => [key, new Float64Array(days.length)]),
  )
  const intervals = {
    ...zeros,
    interval_start: Float64Array.from(days, (_, k) => start + k * DAY + DAY / 2),
    skill: new Int32Array(days.length),
    opened: Float64Array.from(days, ([opened]) => opened),
    met: Float64Array.from(days, ([opened, missed]) => opened - missed),
    missed: Float64Array.from(days, ([, missed]) => missed),
  }
  const measures = { agent_intervals: none('agent_intervals'), histograms: none('histograms') }
  return {
    ...{ replication, events: 0, conversations: 0, unfinished: 0, traceHash: '' },
    measures: { ...measures, exact: none('exact'), intervals },
  } as unknown as ReplicationMeasures
}

async function runOf(
  parts: readonly (readonly (readonly [number, number])[])[],
  change: object = {},
): Promise<Run> {
  const about = {
    ...{ ...meta('x'), replications: parts.length, interval_ms: DAY / 4 },
    ended_at: start + parts[0].length * DAY,
  }
  const stacked = stackReplications(parts.map((days, i) => replicationOf(i, days)))
  return memoryRun({ meta: { ...about, ...change }, tables: stacked })
}
const rows = async (run: Run, name: string, query: Record<string, string>) =>
  rowsOf(await ask(run, name, query))

test('18 of 20 days of one replication each are 70 to 97 % likely, as Wilson has it', async () => {
  const run = await runOf(Array.from({ length: 20 }, (_, i) => [[100, i < 18 ? 5 : 20] as const]))
  const [told] = await rows(run, 'probability', { target: 'slaMetRate>=0.9' })
  expect(told).toMatchObject({ days: 20, met: 18, probability_meets_target: 0.9, method: 'Wilson' })
  expect([told.low, told.high]).toEqual([expect.closeTo(0.699, 3), expect.closeTo(0.972, 3)])
  run.close()
})

test('days of longer replications depend on each other: their means make the interval', async () => {
  const good = [100, 0] as const
  const bad = [100, 50] as const
  const run = await runOf([
    [good, good, bad, bad],
    [good, good, good, bad],
    [good, good, good, good],
  ])
  const [told] = await rows(run, 'probability', { target: 'slaMetRate>=0.9,opened>=100' })
  // 0.5, 0.75 and 1: their mean ± 4.303 · 0.25 ÷ √3, within what can be.
  const half = (4.302652729911275 * 0.25) / Math.sqrt(3)
  expect(told).toMatchObject({ days: 12, met: 9, probability_meets_target: 0.75, high: 1 })
  expect(told).toMatchObject({ low: expect.closeTo(0.75 - half, 9) as number })
  expect(told.method).toBe('means of replications')
  run.close()
})

test('a day in the burn-in, cut off, or without any outcome says nothing', async () => {
  const change = { counted_from: start + DAY / 3, ended_at: start + 3.5 * DAY }
  const four = [0, 1, 2, 3].map((k) => (k === 1 ? ([0, 0] as const) : ([100, 20] as const)))
  const run = await runOf([four], change)
  const days = await rows(run, 'days', { target: 'slaMetRate>=0.9' })
  expect(days.map((day) => [day.local, day.day_meets_target, day.slaMetRate])).toEqual([
    ['2026-03-03', null, null],
    ['2026-03-04', false, 0.8],
  ])
  const [told] = await rows(run, 'probability', { target: 'slaMetRate>=0.9' })
  expect(told).toMatchObject({ days: 1, met: 0, probability_meets_target: 0, method: 'Wilson' })
  run.close()
})

test('what is no target is refused with what is', async () => {
  const run = await runOf([[[1, 0]]])
  const refused = (target: string, message: string) =>
    expect(() => ask(run, 'days', { target })).toThrow(message)
  refused('slaMetRate', 'target "slaMetRate" is not such as slaMetRate>=0.9')
  refused('handled>=1', 'target "handled>=1": kept of each replication are opened, closed')
  refused('opened>=1,opened<=2', 'names a metric twice')
  run.close()
})
