import { expect, test } from 'vitest'
import {
  type Duration,
  days,
  hours,
  minutes,
  NEVER,
  seconds,
  type Time,
  time,
} from '../../units.ts'
import {
  always,
  type OccasionConfig,
  type Schedule,
  schedules,
  shiftStatus,
  type Weekday,
  weekdays,
  zoneOf,
} from '../index.ts'

const at = (text: string) => time(Date.parse(`${text}Z`))
const told = (t: Time) => (t === NEVER ? 'never' : new Date(t).toISOString().slice(0, 16))

type Event = readonly [Weekday, string, string]
const daily = (start: string, end: string): Event[] => weekdays.map((day) => [day, start, end])

/** Working hours, here in UTC unless said, and occasions. */
function open(events: readonly Event[], occasions: readonly OccasionConfig[] = [], zone = 'UTC') {
  const workingHours = [
    { id: 'w', zone, events: events.map(([weekday, start, end]) => ({ weekday, start, end })) },
  ]
  const specialOccasions = [{ id: 's', occasions }]
  const ids = { workingHoursId: 'w', specialOccasionsId: 's' }
  return schedules({ workingHours, specialOccasions, hours: { mode: 'automatic', ...ids } }).account
}
const due = (schedule: Schedule, from: string, target: Duration) =>
  told(schedule.addBusiness(at(from), target))

/** The open intervals of a day or two, as they are told. */
function openings(schedule: Schedule, from: string, to: string): string[] {
  const found: string[] = []
  for (let t = at(from); t < at(to); t = schedule.nextEdge(t))
    if (schedule.isOpen(t)) found.push(`${told(t).slice(5)} ${told(schedule.nextEdge(t)).slice(5)}`)
  return found
}

test('14.1: around the clock a target of 600 s is due 600 s later', () => {
  expect(always.addBusiness(1_544_178_732_211 as Time, seconds(600))).toBe(1_544_179_332_211)
  // Hours that cover the week are the same thing.
  const covered = open(daily('00:00', '23:59'))
  expect(covered.addBusiness(1_544_178_732_211 as Time, seconds(600))).toBe(1_544_179_332_211)
})

test('14.2: off shift, next opening in 12 h, a target of 1 h is due in 13 h', () => {
  expect(due(open(daily('08:00', '20:00')), '2026-03-02T20:00', hours(1))).toBe('2026-03-03T09:00')
})

test('14.3: what is left at the end of a shift is carried into the next', () => {
  const from = '2026-03-02T19:50'
  expect(due(open(daily('08:00', '20:00')), from, minutes(30))).toBe('2026-03-03T08:20')
})

test('14.4: an exact fit is due at the end of the shift', () => {
  const from = '2026-03-02T19:30'
  expect(due(open(daily('08:00', '20:00')), from, minutes(30))).toBe('2026-03-02T20:00')
})

test('15.1: overlapping intervals are one', () => {
  const schedule = open([
    ['mon', '10:00', '15:00'],
    ['mon', '12:00', '18:00'],
  ])
  expect(openings(schedule, '2026-03-02T00:00', '2026-03-04T00:00')).toEqual([
    '03-02T10:00 03-02T18:00',
  ])
})

test('15.2: a night that is split at midnight is one interval', () => {
  const schedule = open([
    ['mon', '22:00', '23:59'],
    ['tue', '00:00', '06:00'],
  ])
  expect(openings(schedule, '2026-03-02T00:00', '2026-03-04T00:00')).toEqual([
    '03-02T22:00 03-03T06:00',
  ])
  expect(due(schedule, '2026-03-02T23:50', minutes(30))).toBe('2026-03-03T00:20')
})

const occasion = (working: boolean, start: string, end: string, repeatDaily?: number) => ({
  ...{ name: 'x', working, repeatDaily },
  start: `2026-03-${start}`,
  end: `2026-03-${end}`,
})

test('15.3: a day with an occasion ignores its hours, and not working beats working', () => {
  const pause = occasion(false, '02T12:00', '02T13:00')
  const both = open(daily('09:00', '17:00'), [occasion(true, '02T10:00', '02T18:00'), pause])
  expect(openings(both, '2026-03-02T00:00', '2026-03-03T00:00')).toEqual([
    '03-02T10:00 03-02T12:00',
    '03-02T13:00 03-02T18:00',
  ])
  const closed = open(daily('09:00', '17:00'), [pause])
  expect(openings(closed, '2026-03-02T00:00', '2026-03-04T00:00')).toEqual([
    '03-03T09:00 03-03T17:00',
  ])
})

test('15.4: in Berlin the Sunday in March from 01:00 to 05:00 has three hours', () => {
  const schedule = open([['sun', '01:00', '05:00']], [], 'Europe/Berlin')
  const midnight = '2024-03-30T23:00'
  expect(openings(schedule, midnight, '2024-04-01T00:00')).toEqual(['03-31T00:00 03-31T03:00'])
  expect(due(schedule, midnight, hours(2.5))).toBe('2024-03-31T02:30')
  expect(due(schedule, midnight, hours(3))).toBe('2024-03-31T03:00')
  expect(due(schedule, midnight, hours(3.25))).toBe('2024-04-06T23:15')
})

test('15.5: 02:30 on 2024-03-31 in Berlin means 03:30', () => {
  const zone = zoneOf('Europe/Berlin')
  const gap = at('2024-03-31T02:30') as number as ReturnType<typeof zone.wallOf>
  expect(told(zone.instantOf(gap))).toBe('2024-03-31T01:30')
  const twice = at('2024-10-27T02:30') as number as typeof gap
  expect(told(zone.instantOf(twice))).toBe('2024-10-27T00:30')
  const schedule = open([['sun', '02:30', '04:00']], [], 'Europe/Berlin')
  expect(openings(schedule, '2024-03-31T00:00', '2024-04-01T00:00')).toEqual([
    '03-31T01:30 03-31T02:00',
  ])
})

test('an occasion that repeats daily occurs so often in all, by the clock on the wall', () => {
  const evenings = [occasion(true, '28T18:00', '28T23:59', 3)]
  const schedule = open(daily('09:00', '17:00'), evenings, 'Europe/Berlin')
  expect(openings(schedule, '2026-03-27T23:00', '2026-04-01T00:00')).toEqual([
    '03-28T17:00 03-28T23:00',
    '03-29T16:00 03-29T22:00',
    '03-30T16:00 03-30T22:00',
    '03-31T07:00 03-31T15:00',
  ])
})

test('an occasion has a clock of its own if it says so', () => {
  const workingHours = [
    { id: 'w', zone: 'UTC', events: [{ weekday: 'mon', start: '00:00', end: '23:59' } as const] },
  ]
  const occasions = [occasion(true, '02T10:00', '02T11:00')]
  const specialOccasions = [{ id: 's', zone: 'Asia/Kolkata', occasions }]
  const ids = { workingHoursId: 'w', specialOccasionsId: 's' }
  const written = { workingHours, specialOccasions, hours: { mode: 'automatic', ...ids } } as const
  expect(openings(schedules(written).account, '2026-03-02T00:00', '2026-03-03T00:00')).toEqual([
    '03-02T04:30 03-02T05:30',
    '03-02T18:30 03-03T00:00',
  ])
})

test('without an opening within 366 d nothing is due', () => {
  const once = open([], [occasion(true, '02T10:00', '02T11:00')])
  expect(due(once, '2025-03-01T10:00', hours(1))).toBe('2026-03-02T11:00')
  expect(due(once, '2025-03-01T09:59', hours(1))).toBe('never')
  expect(due(once, '2026-03-02T10:30', hours(1))).toBe('never')
  expect(due(open([]), '2026-03-02T10:30', minutes(1))).toBe('never')
  expect(once.businessElapsed(at('2000-01-01T00:00'), at('2090-01-01T00:00'))).toBe(hours(1))
})

test('no open time is due at once, on shift and off', () => {
  expect(due(open(daily('08:00', '20:00')), '2026-03-02T21:00', 0 as Duration)).toBe(
    '2026-03-02T21:00',
  )
})

test('the shift status tells the next opening and the next closing', () => {
  const schedule = open(daily('08:00', '20:00'))
  const status = (from: string) => {
    const { nextOff, nextOn, onShift } = shiftStatus(schedule, at(from))
    return [onShift, told(nextOn!), told(nextOff!)]
  }
  expect(status('2026-03-02T08:00')).toEqual([true, '2026-03-03T08:00', '2026-03-02T20:00'])
  expect(status('2026-03-02T20:00')).toEqual([false, '2026-03-03T08:00', '2026-03-03T20:00'])
})

test('opened by hand is open for good; closed by hand opens when it is told to', () => {
  const now = at('2026-03-02T12:00')
  const by = (hours: NonNullable<Parameters<typeof schedules>[0]['hours']>) =>
    schedules({ hours }).account
  expect(by({ mode: 'manual', shift: 'open' })).toBe(always)
  expect(shiftStatus(always, now)).toEqual({ onShift: true, nextOn: null, nextOff: null })
  const closed = by({ mode: 'manual', shift: 'closed' })
  expect(shiftStatus(closed, now)).toEqual({ onShift: false, nextOn: null, nextOff: null })
  expect(closed.addBusiness(now, minutes(1))).toBe(NEVER)
  const nextShiftAt = at('2026-03-09T08:00')
  const reopens = by({ mode: 'manual', shift: 'closed', nextShiftAt })
  expect(shiftStatus(reopens, now)).toEqual({ onShift: false, nextOn: nextShiftAt, nextOff: null })
  expect(told(reopens.addBusiness(now, minutes(1)))).toBe('2026-03-09T08:01')
  expect(reopens.businessElapsed(now, time(nextShiftAt + days(2)))).toBe(days(2))
})

test('the first instants and the last have an answer', () => {
  const schedule = open(daily('09:00', '17:00'), [], 'America/New_York')
  for (const t of [-8.64e15, at('1000-01-01T00:00'), at('9999-12-31T00:00'), 8.63e15]) {
    const from = t as Time
    expect(schedule.businessElapsed(from, schedule.addBusiness(from, hours(20)))).toBe(hours(20))
    expect(schedule.businessElapsed(from, time(from + days(7)))).toBe(hours(56))
  }
  expect(() => schedule.isOpen(NEVER)).toThrow('instant Infinity is not a whole number')
  const endless = open([...daily('00:00', '23:59'), ['mon', '08:00', '09:00']])
  expect(endless).toBe(always)
})
