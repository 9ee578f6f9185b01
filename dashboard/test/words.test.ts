import { expect, test } from 'vitest'
import { find } from '../src/app/find.ts'
import type { RunDetails } from '../src/data/api.ts'
import type { LifeRow, SummaryRow } from '../src/data/rows.ts'
import { duration, exact, number, percent, range, show, some } from '../src/data/words.ts'
import { clock, ticks } from '../src/data/zone.ts'
import { curveFinding, lifeFinding } from '../src/views/findings.ts'
import { headlineOf } from '../src/views/headline.ts'

test('durations are m:ss below an hour and h:mm above', () => {
  const written = [0, 400, 59_600, 754_000, 3_599_000, 3_600_000, 349_620_000].map(duration)
  expect(written).toEqual([
    '0 s',
    '400 ms',
    '1:00 min',
    '12:34 min',
    '59:59 min',
    '1:00 h',
    '97:07 h',
  ])
  expect([-62_000, -400].map(duration)).toEqual(['−1:02 min', '−400 ms'])
})

test('numbers have three significant digits, and what is not there is a dash', () => {
  expect([0, 0.034, 3.456, 45.67, 1234.5, 7].map(number)).toEqual([
    '0',
    '0.03',
    '3.46',
    '45.7',
    '1,235',
    '7',
  ])
  expect([0, 0.0534, 0.99107, 1].map(percent)).toEqual(['0 %', '5.34 %', '99.1 %', '100 %'])
  expect([show(null, 'ms'), show(Number.NaN, 'share'), some(1, 'turn'), some(2, 'turn')]).toEqual([
    '–',
    '–',
    '1 turn',
    '2 turns',
  ])
})

const labels = (from: number, to: number, zone: string, count: number) =>
  ticks(from, to, zone, count).map(({ label }) => label)

test('a time axis stands on local hours, also where clocks go forward or half hours apart', () => {
  // 2026-03-29 in Berlin has 23 hours: two o'clock is left out.
  const start = Date.UTC(2026, 2, 28, 23)
  expect(labels(start, start + 4 * 3_600_000, 'Europe/Berlin', 4)).toEqual([
    'Sun 29 Mar',
    '01:00',
    '03:00',
    '04:00',
    '05:00',
  ])
  const kolkata = Date.UTC(2026, 0, 5, 3)
  expect(labels(kolkata, kolkata + 6 * 3_600_000, 'Asia/Kolkata', 3)).toEqual([
    '10:00',
    '12:00',
    '14:00',
  ])
})

test('a time axis of years names months and years, one of weeks the days', () => {
  const years = labels(Date.UTC(2023, 0, 2), Date.UTC(2026, 5, 19), 'UTC', 18)
  expect(years.slice(0, 4)).toEqual(['Apr', 'Jul', 'Oct', '2024'])
  const weeks = ticks(Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 16), 'America/New_York', 7)
  expect(new Set(weeks.map(({ at }) => clock(at, 'America/New_York')))).toEqual(new Set(['00:00']))
  expect(weeks).toHaveLength(7)
})

const row = (metric: string, rest: Partial<SummaryRow>): SummaryRow => ({
  ...{ metric, label: metric, unit: 'ms', n: 1, mean: null, low: null, high: null },
  ...{ p05: null, p95: null, sample: null, above: null, ...rest },
})
const run = { replications: 20, source: 'simulated' } as RunDetails

test('the headline says how long nine of ten took, and keeps average and typical run apart', () => {
  const rows = [
    row('opened', { mean: 100 }),
    row('responseTimeP90', { mean: 60_000, low: 50_000, high: 70_000, p05: 40_000, p95: 90_000 }),
    row('slaMetRate', { unit: 'share', mean: 0.9, p05: 0.8, p95: 0.95 }),
  ]
  const { finding, sureness } = headlineOf(run, rows)
  expect(finding).toBe(
    'On average, nine of ten replies took 1:00 min or less. 90 % of promised replies came in time.',
  )
  expect(sureness).toContain('the average lies in 0:50 min – 1:10 min (95 %)')
  expect(sureness).toContain('nine of ten runs in 0:40 min – 1:30 min')
  expect(headlineOf({ ...run, replications: 1 }, rows).sureness).toContain('One replication')
})

test('a percentile beyond a day is said to be so, and an empty run says that it is empty', () => {
  const beyond = [row('opened', { mean: 5 }), row('responseTimeP90', { above: 86_400_000 })]
  expect(headlineOf(run, beyond).finding).toMatch(/^In some runs one in ten took more than 24:00 h/)
  const half = [...beyond, row('responseTimeP50', { mean: 3_600_000 })]
  expect(headlineOf(run, half).finding).toMatch(
    /^On average half of replies took 1:00 h or less, in some runs one in ten took more than 24:00 h\. /,
  )
  expect(headlineOf({ ...run, replications: 1 }, half).finding).toMatch(
    /^Half of replies took 1:00 h or less, one in ten took more than 24:00 h\. /,
  )
  const owed = [row('opened', { mean: 1 }), row('responseTimeP90', {})]
  expect(headlineOf(run, owed).finding).toBe('Nobody has been answered. No promise fell due.')
  expect(headlineOf(run, [row('opened', { mean: 0 })]).finding).toContain('Nothing was opened')
})

test('a curve that ends before nine in ten says how many took longer still', () => {
  const point = (upper_ms: number, share: number) => ({ upper_ms, share, low: 0, high: 1 })
  expect(curveFinding([point(60_000, 0.5), point(86_400_000, 0.8)], 'responseTime')).toBe(
    'Half of replies within 1:00 min, 20 % took over three months',
  )
  expect(curveFinding([], 'assignmentWait')).toBe('How fast were assignments?')
})

test('a table tells all that is known of a number', () => {
  const told = [2089, 62_000, 3_723_004, 0].map((ms) => exact(ms, 'ms'))
  expect(told).toEqual(['0:02.089 min', '1:02 min', '1:02:03.004 h', '0:00 min'])
  expect([exact(0.9910853, 'share'), exact(1306.5, ''), exact(null, 'ms')]).toEqual([
    '99.1085 %',
    '1,306.5',
    '–',
  ])
  expect(range(1, 2.25, '', exact)).toBe('1 – 2.25')
})

test('a conversation says whether its replies came, and in time', () => {
  const turn = (outcome: string | null, ended_at: number | null = 1): LifeRow => ({
    ...{ lane: 'owed', kind: 'consumer', started_at: 0, ended_at, due_at: null },
    ...{ outcome, skill_id: 'x', agent_id: 'y' },
  })
  const told = (...turns: LifeRow[]) => lifeFinding(turns)
  expect(told()).toBe('No reply was owed')
  expect(told(turn('met'), turn('met'))).toBe('Every reply came in time')
  expect(told(turn('met'), turn('missed'))).toBe('1 of 2 replies missed their due')
  expect(told(turn('missed'))).toBe('The reply missed its due')
  expect(told(turn('met'), turn(null, null))).toBe('A reply is still owed')
  expect(told(turn('withdrawn'))).toBe('It ended before the reply came')
  expect(told(turn(null), turn(null))).toBe('2 replies, none of them late')
})

test('the palette finds every word in any order, and beginnings first', () => {
  const entry = (label: string, hint: string) => ({ label, hint, act: () => {} })
  const entries = [
    entry('Wait, results of', 'x'),
    entry('Results', 'screen'),
    entry('Dark', 'theme'),
  ]
  expect(find(entries, 'RES').map(({ label }) => label)).toEqual(['Results', 'Wait, results of'])
  expect(find(entries, 'theme dark')).toHaveLength(1)
  expect(find(entries, 'nothing such')).toHaveLength(0)
})
