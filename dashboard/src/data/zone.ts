/** Instants in a run's time zone, whatever the reader's. */
const formats = new Map<string, Intl.DateTimeFormat>()

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  let found = formats.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options })
    formats.set(key, found)
  }
  return found
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MINUTE = 60_000
const clockOptions = { hour: '2-digit', minute: '2-digit' } as const
const dayOptions = { weekday: 'short', day: 'numeric', month: 'short' } as const

/** 09:05 */
export const clock = (at: number, zone: string): string => format(zone, clockOptions).format(at)
/** 09:05:07 */
export const clockSeconds = (at: number, zone: string): string =>
  format(zone, { ...clockOptions, second: '2-digit' }).format(at)
/** Mon 2 Mar */
export const day = (at: number, zone: string): string =>
  format(zone, dayOptions).format(at).replace(',', '')
/** 2 Mar 2026 */
export const date = (at: number, zone: string): string =>
  format(zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(at)
/** Mon 2 Mar 09:05 */
export const moment = (at: number, zone: string): string => `${day(at, zone)} ${clock(at, zone)}`
/** Mon 2 Mar 09:05:07 */
export const momentSeconds = (at: number, zone: string): string =>
  `${day(at, zone)} ${clockSeconds(at, zone)}`

/** The same with the year where a run of `span` ms needs it. */
export const momentIn = (at: number, zone: string, span: number): string =>
  span > 300 * DAY ? `${date(at, zone)} ${clock(at, zone)}` : moment(at, zone)

/** A mark of a time axis; `major` begins a day or a year. */
export interface Tick {
  readonly at: number
  readonly label: string
  readonly major: boolean
}

/** At most about `count` round local times in [from, to]. */
export function ticks(from: number, to: number, zone: string, count: number): Tick[] {
  const least = (to - from) / Math.max(1, count)
  const minutes = [1, 5, 15, 30].find((n) => n * MINUTE >= least)
  if (minutes !== undefined) return clockTicks(from, to, zone, minutes * MINUTE)
  const hours = [1, 2, 3, 6, 12].find((n) => n * HOUR >= least)
  if (hours !== undefined) return hourTicks(from, to, zone, hours)
  return dateTicks(from, to, zone, least / DAY)
}

function clockTicks(from: number, to: number, zone: string, step: number): Tick[] {
  const found: Tick[] = []
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const label = clock(at, zone)
    const major = label === '00:00'
    found.push({ at, label: major ? day(at, zone) : label, major })
  }
  return found
}

/** Quarters of an hour are looked at: zones stand half and quarter hours apart. */
function hourTicks(from: number, to: number, zone: string, step: number): Tick[] {
  return clockTicks(from, to, zone, HOUR / 4).filter(({ at, major }) => {
    const [hour, minute] = clock(at, zone).split(':').map(Number)
    return major || (minute === 0 && hour % step === 0)
  })
}

function dateTicks(from: number, to: number, zone: string, leastDays: number): Tick[] {
  const parts = format(zone, { day: 'numeric', month: 'numeric', year: 'numeric' })
  const months = [1, 2, 3, 6, 12].find((n) => n * 30 >= leastDays) ?? 12
  const days = [1, 2, 7].find((n) => n >= leastDays)
  const found: Tick[] = []
  let k = 0
  for (const at of midnights(from, to, zone)) {
    const [dayOfMonth, month, year] = parts.format(at).split('/').map(Number)
    if (days !== undefined) {
      if (k++ % days === 0) found.push({ at, label: day(at, zone), major: dayOfMonth === 1 })
    } else if (dayOfMonth === 1 && (month - 1) % months === 0) {
      const label = month === 1 ? `${year}` : format(zone, { month: 'short' }).format(at)
      found.push({ at, label, major: month === 1 })
    }
  }
  return found
}

/** Starts of local days. Where a day has no midnight, its first quarter of an hour. */
function* midnights(from: number, to: number, zone: string): Generator<number> {
  let at = Math.ceil(from / (HOUR / 4)) * (HOUR / 4)
  while (at <= to) {
    if (clock(at, zone) === '00:00' || (at > from && day(at, zone) !== day(at - HOUR / 4, zone))) {
      yield at
      at += 22 * HOUR
    } else at += HOUR / 4
  }
}
