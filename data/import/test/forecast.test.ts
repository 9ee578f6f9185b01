import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, openRun, rowsOf, type RunMeta } from '../../index.ts'
import { meta as about } from '../../test/contents.ts'
import { growForecast, growRecords, readForecast, readRecords } from '../index.ts'

const folder = mkdtempSync(join(tmpdir(), 'forecast-'))
afterAll(() => rmSync(folder, { recursive: true }))
const shop = join(folder, 'shop.duckdb')
const meta = (from: number, to: number): RunMeta => ({
  ...about('x'),
  ...{ source: 'imported', started_at: from, counted_from: from, ended_at: to + 1 },
  ...{ interval_ms: 86_400_000, zone: 'Europe/Berlin' },
})
const cellsOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))

beforeAll(async () => {
  await growRecords(readRecords('data/import/shop-chats.yaml'), { file: shop, meta })
  const mapping = readForecast('data/import/shop-forecast.yaml')
  expect(await growForecast(mapping, shop)).toEqual({ rows: 65, kept: 63, rejected: 2 })
  // A second time it replaces the first, and what that kept aside.
  expect(await growForecast(mapping, shop)).toEqual({ rows: 65, kept: 63, rejected: 2 })
})

interface Day {
  readonly made: number
  readonly from: number
  readonly expected: number
  readonly bands: readonly number[]
  readonly actual: number
}

/** The days of a topic that the record covers whole, by the latest snapshot that is old enough. */
function walk(topic: string, hours: number, from: number, to: number): Day[] {
  const opened = cellsOf('data/samples/shop_chats.csv')
    .filter((cells) => cells[5] === topic)
    .map(([, at]) => Date.parse(at))
  const rows = cellsOf('data/samples/shop_forecast.csv').filter((cells) => cells[3] === topic)
  const days = new Map<number, Day>()
  for (const [made, start, end, , expected, ...bands] of rows) {
    const [at, since, until] = [made, start, end].map((text) => Date.parse(text))
    if (Number.isNaN(Number(expected)) || since < from || until > to) continue
    if (at > since - hours * 3_600_000 || (days.get(since)?.made ?? -Infinity) > at) continue
    const actual = opened.filter((one) => one >= since && one < until).length
    const foreseen = { expected: Number(expected), bands: bands.map(Number) }
    days.set(since, { made: at, from: since, actual, ...foreseen })
  }
  return [...days.values()]
}

test.each([0, 60, 200])('errors are those of a plain walk, made %i hours before', async (lead) => {
  const run = await openRun(shop)
  const { counted_from, ended_at } = run.details
  const told = rowsOf(await ask(run, 'forecast-error', { lead: `${lead}` }))
  run.close()
  expect(told.map(({ skill }) => skill)).toEqual(['advice', 'orders', 'returns'])
  for (const row of told) {
    const days = walk(row.skill as string, lead, counted_from, ended_at)
    const sum = (of: (day: Day) => number) => days.reduce((all, day) => all + of(day), 0)
    const off = (day: Day) => Math.abs(day.expected - day.actual)
    const within = (low: number, high: number) =>
      sum(({ actual, bands }) => Number(actual >= bands[low] && actual <= bands[high]))
    const actual = sum((day) => day.actual)
    expect(row).toMatchObject({
      ...{ cells: days.length, actual },
      wape: expect.closeTo(sum(off) / actual, 9),
      forecastBias: expect.closeTo(sum((day) => day.expected - day.actual) / actual, 9),
      intervalsOff10: expect.closeTo(
        sum((day) => Number(off(day) > day.actual / 10 && off(day) > 2)) / days.length,
        9,
      ),
      bandCoverage50: expect.closeTo(within(0, 1) / days.length, 9),
      bandCoverage90: expect.closeTo(within(2, 3) / days.length, 9),
    })
  }
})

test('errors of weeks cancel within a week, and have no bands', async () => {
  const run = await openRun(shop)
  const [weeks, days] = [
    rowsOf(await ask(run, 'forecast-error', { level: 'week' })),
    rowsOf(await ask(run, 'forecast-error', { level: 'day' })),
  ]
  run.close()
  weeks.forEach((week, i) => {
    expect(week).toMatchObject({ cells: 3, actual: days[i].actual, bandCoverage50: null })
    expect(week.forecastBias).toBeCloseTo(days[i].forecastBias as number, 9)
    expect(week.wape).toBeLessThanOrEqual(days[i].wape as number)
  })
})

test('what cannot be used says where, what and why', async () => {
  const run = await openRun(shop)
  const told = rowsOf(await ask(run, 'rejects'))
  run.close()
  expect(told.map(({ reason, row }) => [row, reason])).toEqual([
    [
      10,
      'forecast: data/samples/shop_forecast.csv: column "topic": "billing" is no skill of the run',
    ],
    [16, 'forecast: data/samples/shop_forecast.csv: column "chats": "many" is no number from 0 on'],
  ])
})
