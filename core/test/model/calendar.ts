import { Temporal } from 'temporal-polyfill'
import type { OccasionConfig, SpecialOccasionsConfig, WorkingHoursConfig } from '../../index.ts'

/** §15.2: what opens and closes, as written. Without hours it is always open. */
export interface Calendar {
  readonly hours: WorkingHoursConfig | null
  readonly occasions: SpecialOccasionsConfig | null
  /** §15.1: manually open, or closed until then. */
  readonly manual: 'open' | { readonly closedUntil: number } | null
  readonly lastMinute: 'endOfDay' | 'literal'
}

/** Half-open. */
interface Interval {
  readonly start: number
  readonly end: number
}

const DAY = 86_400_000
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** §14.2: when `span` of open time has passed since `at`; Infinity if it never opens within 366 days. */
export function addBusiness(calendar: Calendar, at: number, span: number): number {
  if (isAlways(calendar)) return at + span
  let left = span
  let lastEnd = at
  for (const { end, start } of openings(calendar, at)) {
    if (start - lastEnd > 366 * DAY) return Infinity
    const from = Math.max(start, at)
    if (left <= end - from) return from + left
    left -= end - from
    lastEnd = end
  }
  return Infinity
}

/** §14.2: the open time in [from, to). */
export function businessElapsed(calendar: Calendar, from: number, to: number): number {
  if (isAlways(calendar)) return to - from
  let sum = 0
  for (const { end, start } of openings(calendar, from)) {
    if (start >= to) break
    sum += Math.min(end, to) - Math.max(start, from)
  }
  return sum
}

export function isOpen(calendar: Calendar, at: number): boolean {
  if (isAlways(calendar)) return true
  for (const { end, start } of openings(calendar, at)) return start <= at && at < end
  return false
}

/** The next instant after `at` at which it opens or closes; Infinity if there is none. */
export function nextEdge(calendar: Calendar, at: number): number {
  if (isAlways(calendar)) return Infinity
  for (const { end, start } of openings(calendar, at)) return start > at ? start : end
  return Infinity
}

const isAlways = ({ hours, manual, occasions }: Calendar) =>
  manual === 'open' || (manual === null && hours === null && occasions === null)

/** The open intervals that end after `at`, joined where they touch, as far as two years on. */
function* openings(calendar: Calendar, at: number): Generator<Interval> {
  const { manual } = calendar
  if (manual !== null && manual !== 'open') {
    if (manual.closedUntil < Infinity) yield { start: manual.closedUntil, end: Infinity }
    return
  }
  let joined: Interval | null = null
  const zone = calendar.hours?.zone ?? calendar.occasions?.zone ?? 'UTC'
  const first = Math.floor(at / DAY) - 3
  for (let day = first; day < first + 800; day++)
    for (const piece of onDay(calendar, day, zone)) {
      if (joined !== null && piece.start <= joined.end)
        joined = { start: joined.start, end: piece.end }
      else {
        if (joined && joined.end > at) yield joined
        joined = piece
      }
    }
  if (joined && joined.end > at) yield joined
}

/** What was once found of a day: by hours, by occasions, then by the day since 1970. */
const found = new WeakMap<object, WeakMap<object, Map<string, Interval[]>>>()
const none = {}

function onDay(calendar: Calendar, day: number, zone: string): Interval[] {
  const { hours, lastMinute, occasions } = calendar
  const some = found.get(hours ?? none) ?? new WeakMap<object, Map<string, Interval[]>>()
  found.set(hours ?? none, some)
  const days = some.get(occasions ?? none) ?? new Map<string, Interval[]>()
  some.set(occasions ?? none, days)
  const name = `${day} ${lastMinute}`
  const date = () => Temporal.PlainDate.from('1970-01-01').add({ days: day })
  if (!days.has(name)) days.set(name, openOn(calendar, date(), zone))
  return days.get(name)!
}

/** §15.3 within one local day: (W \ D) ∪ (O⁺ \ O⁻), in order. */
function openOn(calendar: Calendar, day: Temporal.PlainDate, zone: string): Interval[] {
  const { hours, lastMinute, occasions } = calendar
  const today = { start: instantAt(day, 0, zone), end: instantAt(day.add({ days: 1 }), 0, zone) }
  const within = ({ end, start }: Interval) => ({
    start: Math.max(start, today.start),
    end: Math.min(end, today.end),
  })
  const own = occasions?.zone ?? zone
  const each = (occasions?.occasions ?? []).flatMap((one) => occurrences(one, own, lastMinute))
  const working = each.filter((one) => one.working)
  const closed = each.filter((one) => !one.working)
  const normal =
    hours === null && occasions !== null ? [today] : weekly(hours, day, zone, lastMinute)
  const open = [
    ...without(
      normal,
      each.map((one) => one.days),
    ),
    ...without(working, closed),
  ]
  const pieces = open.map(within).filter(({ end, start }) => start < end)
  return union(pieces)
}

/** The working hours of a day. */
function weekly(
  hours: WorkingHoursConfig | null,
  day: Temporal.PlainDate,
  zone: string,
  lastMinute: Calendar['lastMinute'],
): Interval[] {
  const events =
    hours?.events.filter(({ weekday }) => weekday === weekdays[day.dayOfWeek - 1]) ?? []
  return events.map(({ end, start }) => ({
    start: instantAt(day, minutesOf(start), zone),
    end: instantAt(day, endOf(end, lastMinute), zone),
  }))
}

/** Each day on which an occasion occurs, with the local calendar days that it touches. */
function occurrences(
  { end, repeatDaily = 1, start, working }: OccasionConfig,
  zone: string,
  lastMinute: Calendar['lastMinute'],
) {
  const [from, to] = [Temporal.PlainDateTime.from(start), Temporal.PlainDateTime.from(end)]
  return Array.from({ length: repeatDaily }, (_, days) => {
    const [first, last] = [from, to].map((one) => one.toPlainDate().add({ days }))
    const touched = to.hour === 0 && to.minute === 0 ? last : last.add({ days: 1 })
    return {
      working,
      start: instantAt(first, minutesOf(start.slice(11)), zone),
      end: instantAt(last, endOf(end.slice(11), lastMinute), zone),
      days: { start: instantAt(first, 0, zone), end: instantAt(touched, 0, zone) },
    }
  })
}

/** What is left of some intervals when others are cut out. */
function without(some: readonly Interval[], others: readonly Interval[]): Interval[] {
  let left = [...some]
  for (const { end, start } of others)
    left = left
      .flatMap((one) => [
        { start: one.start, end: Math.min(one.end, start) },
        { start: Math.max(one.start, end), end: one.end },
      ])
      .filter((one) => one.start < one.end)
  return left
}

/** Intervals in order, joined where they touch or overlap. */
function union(some: readonly Interval[]): Interval[] {
  const joined: Interval[] = []
  for (const one of some.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (last && one.start <= last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, one.end) }
    else joined.push(one)
  }
  return joined
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
const endOf = (clock: string, lastMinute: Calendar['lastMinute']) =>
  clock === '23:59' && lastMinute === 'endOfDay' ? 24 * 60 : minutesOf(clock)

/** A wall clock's instant: a gap shifts it forward, an ambiguous one is the first (`compatible`). */
function instantAt(day: Temporal.PlainDate, minutes: number, zone: string): number {
  const wall = day.toPlainDateTime().add({ minutes })
  return wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
}
