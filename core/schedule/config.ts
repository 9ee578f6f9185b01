import type { Time } from '../units.ts'
import { DAY, dayOf, MINUTE, readClock, readDateTime, type Wall } from './wall.ts'
import { type Weekday, weekdays } from './wall.ts'
import { type Zone, zoneOf } from './zone.ts'

/** Hours of every week as written (SEMANTICS.md §15.2). Without events it never opens. */
export interface WorkingHoursConfig {
  readonly id: string
  /** At most 50 characters. */
  readonly name?: string
  /** At most 200 characters. */
  readonly description?: string
  /** IANA name: the clock that `start` and `end` are read on. */
  readonly zone: string
  readonly events: readonly WorkingEvent[]
}

/** '22:00' to '23:59' on a Friday. A night is two events, split at 23:59 and 00:00. */
export interface WorkingEvent {
  readonly weekday: Weekday
  /** 'HH:MM' in steps of five minutes. */
  readonly start: string
  /** The same, or '23:59' for the end of the day; later than `start`. */
  readonly end: string
}

/** Days that differ, as written. */
export interface SpecialOccasionsConfig {
  readonly id: string
  /** Missing: the zone of the working hours that they go with. */
  readonly zone?: string
  readonly occasions: readonly OccasionConfig[]
}

export interface OccasionConfig {
  readonly name: string
  readonly working: boolean
  /** Local date and time in 1900..2199, '2026-12-24T08:30'. */
  readonly start: string
  /** The same, later than `start`; 23:59 is the end of that day. */
  readonly end: string
  /** On how many consecutive days it occurs in all, 1..366; missing: 1. */
  readonly repeatDaily?: number
}

/** How an account's shift status is found. */
export type HoursMode =
  /** By the objects with the ids of `AttachedHours`. */
  | { readonly mode: 'automatic' }
  | { readonly mode: 'manual'; readonly shift: 'open' }
  /** Opens at `nextShiftAt`, if there is one, and stays open. */
  | { readonly mode: 'manual'; readonly shift: 'closed'; readonly nextShiftAt?: Time | null }

/**
 * Ids of what is attached. Null or missing: at a skill the account's object of that kind, at the
 * account none of that kind. A skill attaches an empty object to have none.
 */
export interface AttachedHours {
  readonly workingHoursId?: string | null
  readonly specialOccasionsId?: string | null
}

/** What an account writes about hours. */
export interface ScheduleConfig {
  readonly workingHours?: readonly WorkingHoursConfig[]
  readonly specialOccasions?: readonly SpecialOccasionsConfig[]
  /** Missing: automatic without objects, that is open at all times. */
  readonly hours?: AttachedHours & HoursMode
  /** What an end at 23:59 means; missing: the end of the day, so that no minute is lost. */
  readonly lastMinute?: LastMinute
}
export type LastMinute = 'endOfDay' | 'literal'

/** From `from` until `to`, half-open, on a wall clock. */
export interface Span {
  readonly from: Wall
  readonly to: Wall
}

/** Checked working hours. */
export interface WorkingHours {
  readonly zone: Zone
  /** By weekday from Monday: spans since its midnight, as written. */
  readonly week: readonly (readonly Span[])[]
}

/** Checked occasions, each occurrence of its own. */
export interface SpecialOccasions {
  /** Null: that of the working hours. */
  readonly zone: Zone | null
  readonly occasions: readonly Occasion[]
}
export interface Occasion extends Span {
  readonly working: boolean
}

/** @throws RangeError naming the place, the value and the bound. */
export function checkHours(written: WorkingHoursConfig, lastMinute: LastMinute): WorkingHours {
  const place = `working hours "${written.id}"`
  checkText(`${place}: name`, written.name, 50)
  checkText(`${place}: description`, written.description, 200)
  const zone = zoneOf(written.zone, place)
  const week = weekdays.map((): Span[] => [])
  written.events.forEach(({ weekday, start, end }, k) => {
    const event = `${place}: event ${k + 1}`
    const day = weekdays.indexOf(weekday)
    if (day < 0)
      throw new RangeError(`${event}: weekday "${weekday}" is none of ${weekdays.join(', ')}`)
    const from = stepOf(`${event}: start`, start)
    const to = end === '23:59' ? lastOf(lastMinute) : stepOf(`${event}: end`, end)
    if (from >= to)
      throw new RangeError(
        `${event}: end ${end} is not later than start ${start}; a night is split at 23:59 and 00:00`,
      )
    week[day].push({ from, to })
  })
  return { zone, week }
}

/** @throws RangeError naming the place, the value and the bound. */
export function checkOccasions(
  written: SpecialOccasionsConfig,
  lastMinute: LastMinute,
): SpecialOccasions {
  const place = `special occasions "${written.id}"`
  const zone = written.zone === undefined ? null : zoneOf(written.zone, place)
  const occasions = written.occasions.flatMap((occasion, k) =>
    occurrences(occasion, `${place}: occasion ${k + 1} "${occasion.name}"`, lastMinute),
  )
  return { zone, occasions }
}

function occurrences(written: OccasionConfig, place: string, lastMinute: LastMinute): Occasion[] {
  const { end, repeatDaily = 1, start, working } = written
  const from = dateTimeOf(`${place}: start`, start)
  const written23 = dateTimeOf(`${place}: end`, end)
  const to = end.endsWith('T23:59') ? lastOf(lastMinute, written23) : written23
  if (from >= to) throw new RangeError(`${place}: end ${end} is not later than start ${start}`)
  if (!Number.isInteger(repeatDaily) || repeatDaily < 1 || repeatDaily > 366)
    throw new RangeError(
      `${place}: repeatDaily ${repeatDaily} is not a whole number in 1..366 days`,
    )
  const lasts = (to - from) / DAY + repeatDaily - 1
  if (!working && lasts > 30)
    throw new RangeError(`${place}: not working for ${lasts} days is more than 30`)
  return Array.from({ length: repeatDaily }, (_, day) => ({
    working,
    from: (from + day * DAY) as Wall,
    to: (to + day * DAY) as Wall,
  }))
}

/** The end that 23:59 stands for, on the day of `at`. */
function lastOf(lastMinute: LastMinute, at: Wall = 0 as Wall): Wall {
  const minutes = lastMinute === 'literal' ? 24 * 60 - 1 : 24 * 60
  return (dayOf(at) * DAY + minutes * MINUTE) as Wall
}

function stepOf(place: string, text: string): Wall {
  const minutes = readClock(text)
  if (minutes === null || minutes % 5 !== 0)
    throw new RangeError(
      `${place} "${text}" is not HH:MM in steps of 5 minutes, nor an end at 23:59`,
    )
  return (minutes * MINUTE) as Wall
}

function dateTimeOf(place: string, text: string): Wall {
  const at = readDateTime(text)
  if (at === null || text < '1900' || text >= '2200')
    throw new RangeError(`${place} "${text}" is not a YYYY-MM-DDTHH:MM in 1900..2199`)
  return at
}

function checkText(place: string, text: string | undefined, most: number): void {
  if (text !== undefined && text.length > most)
    throw new RangeError(`${place} has ${text.length} characters, which is more than ${most}`)
}
