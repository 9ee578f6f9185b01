import fc from 'fast-check'
import type { Duration, Time } from '../../units.ts'
import { type OccasionConfig, type ScheduleConfig, schedules, weekdays } from '../index.ts'

/** Zones with 23 h, 25 h and half-hour days, Ramadan rules, and a day that never was. */
export const zones = [
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Antarctica/Troll',
  'Africa/Cairo',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'Pacific/Auckland',
  'America/St_Johns',
] as const

const two = (n: number) => String(n).padStart(2, '0')
const clock = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
/** Steps of five minutes; the last of a day is written 23:59. */
const lastStep = 24 * 12
const step = (n: number) => (n === lastStep ? '23:59' : clock(n * 5))
const spanOfDay = fc
  .tuple(fc.nat(lastStep - 1), fc.integer({ min: 1, max: lastStep }))
  .map(([start, length]) => [start, Math.min(start + length, lastStep)] as const)

const event = fc
  .tuple(fc.constantFrom(...weekdays), spanOfDay)
  .map(([weekday, [start, end]]) => ({ weekday, start: step(start), end: step(end) }))

/** Days around changes of the clocks, and New Year. */
const date = fc
  .tuple(
    fc.constantFrom('2024-03', '2024-10', '2024-11', '2024-12'),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([month, day]) => `${month}-${two(day)}`)

const occasion: fc.Arbitrary<OccasionConfig> = fc
  .record({
    working: fc.boolean(),
    date,
    span: spanOfDay,
    days: fc.nat(2),
    repeatDaily: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  })
  .map(({ date, days, repeatDaily, span: [start, end], working }) => ({
    ...{ name: 'x', working, repeatDaily },
    start: `${date}T${step(start)}`,
    end: `${date.slice(0, 8)}${two(Math.min(Number(date.slice(8)) + days, 28))}T${step(end)}`,
  }))

/** Working hours, nearly always with events, and now and then occasions. */
export const written: fc.Arbitrary<ScheduleConfig> = fc
  .record({
    zone: fc.constantFrom(...zones),
    events: fc.array(event, { maxLength: 12, size: 'max' }),
    special: fc.constantFrom<string | undefined>(undefined, ...zones),
    occasions: fc.array(occasion, { maxLength: 3 }),
    lastMinute: fc.constantFrom('endOfDay' as const, 'endOfDay' as const, 'literal' as const),
  })
  .map(({ events, lastMinute, occasions, special, zone }) => ({
    lastMinute,
    workingHours: [{ id: 'hours', zone, events }],
    specialOccasions: [{ id: 'special', zone: special, occasions }],
    hours: { mode: 'automatic', workingHoursId: 'hours', specialOccasionsId: 'special' },
  }))

/** A schedule that nobody has asked yet. */
export const fresh = (config: ScheduleConfig) => schedules(config).account

const MINUTE = 60_000
const quarter = (n: number) => n * 15 * MINUTE
const more = fc.oneof(fc.constant(0), fc.nat(15 * MINUTE))
/** Half of them near the dates of occasions, the others in 2024 and 2025; half on a quarter hour. */
export const instant: fc.Arbitrary<Time> = fc
  .tuple(
    fc.oneof(
      date.map((day) => Date.parse(day)),
      fc.nat(730).map((days) => Date.UTC(2024, 0, 1 + days)),
    ),
    fc.nat(95),
    more,
  )
  .map(([day, n, more]) => (day + quarter(n) + more) as Time)
/** Now and then long ago or far ahead, which takes a while to compile. */
export const anyInstant: fc.Arbitrary<Time> = fc.oneof(
  { weight: 15, arbitrary: instant },
  { weight: 1, arbitrary: fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(2100, 0) }) },
) as fc.Arbitrary<Time>

/** Before and after the zero of open time. */
export const wideInstant: fc.Arbitrary<Time> = fc.integer({
  min: Date.UTC(2012, 0),
  max: Date.UTC(2028, 0),
}) as fc.Arbitrary<Time>

/** Up to ten days; half of them whole quarters of an hour. */
export const span: fc.Arbitrary<Duration> = fc
  .tuple(fc.nat(960), more)
  .map(([n, more]) => (quarter(n) + more) as Duration)
