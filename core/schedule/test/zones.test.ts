import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import type { Duration, Time } from '../../units.ts'
import { type Schedule, type Wall, type Weekday, weekdays, zoneOf } from '../index.ts'
import { fresh, zones } from './histories.ts'
import { type Model, modelOf } from './model.ts'

/**
 * Twelve zones over twenty years against Temporal: without a difference. In the tests the days around
 * each change of the clocks; with SCHEDULE_FULL=1 every day, and ten times the questions.
 */
const isFull = process.env['SCHEDULE_FULL'] !== undefined
const DAY = 86_400_000
const FIRST = Date.UTC(2015, 0)
const LAST = Date.UTC(2035, 0)

type Hours = readonly (readonly [string, string])[]
/** Each on all days but the last, which only has weekdays. */
const patterns: readonly Hours[] = [
  [
    ['00:00', '06:00'],
    ['22:00', '23:59'],
  ],
  [
    ['00:00', '00:30'],
    ['01:30', '02:15'],
    ['02:20', '02:45'],
    ['02:50', '03:40'],
    ['23:30', '23:59'],
  ],
  [
    ['00:05', '12:00'],
    ['12:00', '23:55'],
  ],
  [['09:00', '17:30']],
]

const configOf = (zone: string, hours: Hours) => {
  const days: readonly Weekday[] = hours.length === 1 ? weekdays.slice(0, 5) : weekdays
  const events = days.flatMap((weekday) => hours.map(([start, end]) => ({ weekday, start, end })))
  const mode = { mode: 'automatic', workingHoursId: 'x' } as const
  return { workingHours: [{ id: 'x', zone, events }], hours: mode }
}

function changesOf(zone: string): number[] {
  const found: number[] = []
  let at = Temporal.Instant.fromEpochMilliseconds(FIRST).toZonedDateTimeISO(zone)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.epochMilliseconds >= LAST) return found
    found.push(next.epochMilliseconds)
    at = next
  }
}

/** The same numbers on every run (Lehmer 1951, as a test's only coin). */
function coin(): (below: number) => number {
  let state = 20_261_125
  return (below) => Math.floor(((state = (state * 48_271) % 2_147_483_647) / 2_147_483_647) * below)
}

/** Unions the hours of a model by marking: pairs of start and end. */
function merged({ hours }: Model): (readonly [number, number])[] {
  const found: [number, number][] = []
  for (const { from, to } of hours.toSorted((a, b) => a.from - b.from))
    if (from >= to) continue
    else if (found.length > 0 && from <= found.at(-1)![1])
      found.at(-1)![1] = Math.max(found.at(-1)![1], to)
    else found.push([from, to])
  return found
}

function walk(open: readonly (readonly [number, number])[], t: number, d: number): number {
  let left = d
  for (const [from, to] of open) {
    const begin = Math.max(from, t)
    if (begin >= to) continue
    if (left <= to - begin) return begin + left
    left -= to - begin
  }
  return Infinity
}

const openedBetween = (open: readonly (readonly [number, number])[], from: number, to: number) =>
  open.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, to) - Math.max(a, from)), 0)

/** Differences within [from, to), where two days on both sides belong to the model only. */
function differences(
  schedule: Schedule,
  model: Model,
  from: number,
  to: number,
  questions: number,
) {
  const open = merged(model)
  const edges = open.flat().filter((edge) => edge > from && edge < to)
  const found: unknown[] = []
  let t = from as Time
  for (const edge of edges) {
    t = schedule.nextEdge(t)
    if (t !== edge) return [`edge ${t} is not ${edge}`]
  }
  const below = coin()
  for (let k = 0; k < questions; k++) {
    const at = (from + below(to - from)) as Time
    const d = below(Math.min(3 * DAY, (to - at) / 4)) as Duration
    const [due, expected] = [schedule.addBusiness(at, d), d === 0 ? at : walk(open, at, d)]
    if (expected < to && due !== expected) found.push(['add', at, d, due, expected])
    const later = (at + below(to - at)) as Time
    const [elapsed, counted] = [schedule.businessElapsed(at, later), openedBetween(open, at, later)]
    if (elapsed !== counted) found.push(['elapsed', at, later, elapsed, counted])
  }
  return found
}

const dateOf = (t: number) => new Date(t).toISOString().slice(0, 10)

test.each(zones)('%s: twenty years of working hours are as Temporal has them', (zone) => {
  const windows = isFull
    ? [[FIRST, LAST] as const]
    : changesOf(zone).map((at) => [at - 2 * DAY, at + 2 * DAY] as const)
  if (windows.length === 0) windows.push([FIRST, FIRST + 60 * DAY])
  for (const pattern of isFull ? patterns : patterns.slice(0, 2)) {
    const config = configOf(zone, pattern)
    const schedule = fresh(config)
    for (const [from, to] of windows) {
      const model = modelOf(config, dateOf(from - 3 * DAY), dateOf(to + 3 * DAY))
      expect(differences(schedule, model, from, to, isFull ? 5000 : 10)).toEqual([])
    }
  }
})

test.each(zones)('%s: clocks show what Temporal says, and mean what it means', (id) => {
  const zone = zoneOf(id)
  const below = coin()
  const found: unknown[] = []
  const compare = (t: number) => {
    const shown = Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(id)
    const offset = shown.offsetNanoseconds / 1e6
    if (zone.offsetAt(t as Time) !== offset) found.push([t, zone.offsetAt(t as Time), offset])
  }
  for (let k = 0; k < (isFull ? 20_000 : 1000); k++) compare(FIRST + below(LAST - FIRST))
  const step = isFull ? 5 * 60_000 : 30 * 60_000
  for (const change of changesOf(id)) {
    for (const near of [-1000, -1, 0, 1, 1000]) compare(change + near)
    for (let wall = change - 1.2 * DAY; wall < change + 1.2 * DAY; wall += step) {
      const local = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC')
      const meant = local.toPlainDateTime().toZonedDateTime(id).epochMilliseconds
      if (zone.instantOf(wall as Wall) !== meant) found.push([wall, meant])
    }
  }
  expect(found).toEqual([])
})

test('a week of summer time in 2000 and the day that Samoa left out are not missed', () => {
  const offset = (id: string, text: string) => zoneOf(id).offsetAt(Date.parse(text) as Time) / 3.6e6
  const recife = ['2000-10-08T02:59:59Z', '2000-10-08T03:00Z', '2000-10-15T01:59:59Z']
  expect(recife.map((text) => offset('America/Recife', text))).toEqual([-3, -2, -2])
  expect(offset('America/Recife', '2000-10-15T02:00Z')).toBe(-3)
  expect(offset('Pacific/Apia', '2011-12-30T09:59:59Z')).toBe(-10)
  expect(offset('Pacific/Apia', '2011-12-30T10:00Z')).toBe(14)
})
