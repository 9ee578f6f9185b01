/**
 * The civil calendar as arithmetic. A clock on a wall shows a `Wall`; which instant that is, only a
 * zone can say (`zone.ts`).
 */

import { time } from '../units.ts'

declare const wall: unique symbol

/** What a wall clock shows: whole milliseconds since it showed 1970-01-01T00:00, zone unknown. */
export type Wall = number & { readonly [wall]: 'wall' }

export const MINUTE = 60_000
export const DAY = 86_400_000
/** 400 Gregorian years: whole days and whole weeks, after which the calendar repeats. */
export const PERIOD = 146_097 * DAY

/** Weekdays, as in scenarios, from Monday. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/**
 * Midnight at the beginning of a day of the proleptic Gregorian calendar; month and day from 1.
 * Howard Hinnant (2013), "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
export function midnight(year: number, month: number, day: number): Wall {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const days = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear
  return (era * PERIOD + (days - 719_468) * DAY) as Wall
}

/** The day on which a wall clock shows `at`: whole days since 1970-01-01. */
export const dayOf = (at: Wall): number => Math.floor(at / DAY)

/** A day's place in `weekdays`; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

/** Minutes since midnight that '08:30' means; null if it is no time of day. */
export function readClock(text: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  return hour === undefined ? null : Number(hour) * 60 + Number(minute)
}

/** What '2026-12-24T08:30' means; null if there is no such day or time of day. */
export function readDateTime(text: string): Wall | null {
  const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)$/.exec(text) ?? []
  const clock = readClock(parts[3] ?? '')
  const [year, month, day] = parts.map(Number)
  if (clock === null || month < 1 || month > 12 || day < 1) return null
  const at = midnight(year, month, day)
  const nextMonth = month < 12 ? midnight(year, month + 1, 1) : midnight(year + 1, 1, 1)
  return at < nextMonth ? ((at + clock * MINUTE) as Wall) : null
}

const EARLY = midnight(1800, 1, 1)
const LATE = midnight(2300, 1, 1)
/** As early and as late as ECMAScript's time goes. */
export const BEGINNING = time(-8.64e15)
const END = time(8.64e15)
/** Whether `t` is an instant: whole milliseconds, not too far away. */
export const isInstant = (t: number): boolean => Number.isInteger(t) && t >= BEGINNING && t <= END

/**
 * What to take off an instant so that it falls into 1400..2699, the years that are told apart.
 * Before 1800 no zone had rules, and from 2300 on all that is left of them are yearly ones, so both
 * ways everything repeats after `PERIOD`. A whole multiple of `PERIOD`, mostly 0.
 * @throws RangeError if `t` is no instant: not whole, or beyond 8.64e15 ms.
 */
export function fold(t: number): number {
  if (t >= EARLY && t < LATE) return 0
  if (!isInstant(t))
    throw new RangeError(`instant ${t} is not a whole number in ${BEGINNING}..${END} ms`)
  const periods = t < EARLY ? Math.floor((t - EARLY) / PERIOD) + 1 : Math.floor((t - LATE) / PERIOD)
  return periods * PERIOD
}
/** Where the years that repeat begin, and where they end, backwards. */
export const repeats = { from: LATE, before: EARLY } as const
