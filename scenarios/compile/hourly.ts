import type { Temporal } from 'temporal-polyfill'
import { type Duration, hours } from '../../core/index.ts'
import { durationOf } from '../duration.ts'
import type { Arrivals } from '../scenario.ts'

/** Rates by hour from the start on, by the wall clock: a day of 23 hours skips one, one of 25 has one twice. */
export function hourly(
  horizon: string,
  start: Temporal.ZonedDateTime,
  rateIn: (hour: Temporal.ZonedDateTime) => number,
): Arrivals {
  const length: Duration = hours(1)
  const count = Math.ceil(durationOf(horizon) / length)
  const perHour = Array.from({ length: count }, (_, k) => rateIn(start.add({ hours: k })))
  return { kind: 'intervals', length, perHour }
}
