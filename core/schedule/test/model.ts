import { Temporal } from 'temporal-polyfill'
import type { OccasionConfig, ScheduleConfig } from '../index.ts'
import { weekdays } from '../index.ts'

/** One interval of one of the four sets of SEMANTICS.md §15.3, as Temporal finds its instants. */
interface Raw {
  readonly from: number
  readonly to: number
}

/** The rules in obvious lines: W, D, O⁺ and O⁻ as lists of intervals, nothing merged or sorted. */
export interface Model {
  readonly hours: readonly Raw[]
  readonly days: readonly Raw[]
  readonly working: readonly Raw[]
  readonly notWorking: readonly Raw[]
}

const MINUTE = 60_000

/** What is written about one pair of objects, on the local days from `first` to `last`. */
export function modelOf(written: ScheduleConfig, first: string, last: string): Model {
  const [hours] = written.workingHours ?? []
  const [special] = written.specialOccasions ?? []
  const isLiteral = written.lastMinute === 'literal'
  const zone = special?.zone ?? hours?.zone ?? 'UTC'
  const occasions = (special?.occasions ?? []).flatMap((occasion) =>
    occurrences(occasion, zone, isLiteral),
  )
  return {
    hours: hours ? weekly(hours, first, last, isLiteral) : [{ from: -Infinity, to: Infinity }],
    days: occasions.map(({ days }) => days),
    working: occasions.filter(({ working }) => working).map(({ raw }) => raw),
    notWorking: occasions.filter(({ working }) => !working).map(({ raw }) => raw),
  }
}

const instant = (local: Temporal.PlainDateTime, zone: string) =>
  local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds

function weekly(
  hours: NonNullable<ScheduleConfig['workingHours']>[number],
  first: string,
  last: string,
  isLiteral: boolean,
): Raw[] {
  const found: Raw[] = []
  const end = Temporal.PlainDate.from(last)
  let date = Temporal.PlainDate.from(first)
  for (; Temporal.PlainDate.compare(date, end) <= 0; date = date.add({ days: 1 }))
    for (const event of hours.events)
      if (weekdays[date.dayOfWeek - 1] === event.weekday) {
        const at = (clock: string) => date.toPlainDateTime(Temporal.PlainTime.from(clock))
        const to = endOf(at(event.end), isLiteral)
        found.push({ from: instant(at(event.start), hours.zone), to: instant(to, hours.zone) })
      }
  return found
}

function endOf(written: Temporal.PlainDateTime, isLiteral: boolean): Temporal.PlainDateTime {
  const isLast = written.hour === 23 && written.minute === 59
  return isLast && !isLiteral ? written.add({ minutes: 1 }) : written
}

function occurrences(written: OccasionConfig, zone: string, isLiteral: boolean) {
  return Array.from({ length: written.repeatDaily ?? 1 }, (_, days) => {
    const from = Temporal.PlainDateTime.from(written.start).add({ days })
    const to = endOf(Temporal.PlainDateTime.from(written.end), isLiteral).add({ days })
    const midnight = (at: Temporal.PlainDateTime) => at.toPlainDate().toPlainDateTime()
    const dayAfter = midnight(to.subtract({ milliseconds: 1 })).add({ days: 1 })
    return {
      working: written.working,
      raw: { from: instant(from, zone), to: instant(to, zone) },
      days: { from: instant(midnight(from), zone), to: instant(dayAfter, zone) },
    }
  })
}

const within = (raws: readonly Raw[], t: number) => raws.some(({ from, to }) => from <= t && t < to)

/** `(W \ D) ∪ (O⁺ \ O⁻)`, asked of one instant. */
export function isOpen({ days, hours, notWorking, working }: Model, t: number): boolean {
  const usual = within(hours, t) && !within(days, t)
  return usual || (within(working, t) && !within(notWorking, t))
}

/** Minute by minute from `t`; null where the walk leaves `until`. */
export function addBusiness(model: Model, t: number, d: number, until: number): number | null {
  if (d === 0) return t
  for (let at = t, left = d; at < until;) {
    const next = Math.floor(at / MINUTE + 1) * MINUTE
    if (isOpen(model, at)) {
      if (left <= next - at) return at + left
      left -= next - at
    }
    at = next
  }
  return null
}

/** Minute by minute. */
export function businessElapsed(model: Model, from: number, to: number): number {
  let open = 0
  for (let at = from; at < to;) {
    const next = Math.min(Math.floor(at / MINUTE + 1) * MINUTE, to)
    if (isOpen(model, at)) open += next - at
    at = next
  }
  return open
}

/** Minute by minute: the next instant at which it opens or closes; null where there is none. */
export function nextEdge(model: Model, t: number, until: number): number | null {
  const now = isOpen(model, t)
  for (let at = Math.floor(t / MINUTE + 1) * MINUTE; at < until; at += MINUTE)
    if (isOpen(model, at) !== now) return at
  return null
}
