import { normalQuantile } from '../../sim/index.ts'
import type { ArrivalsFit } from '../../scenarios/index.ts'

const HOUR = 3_600_000
const WEEK = 168

/**
 * Arrivals by hour of the week, from Monday 0:00 in a zone, over the whole weeks of local hours that
 * the log covers. The interval of a rate is the score's for a Poisson number whose variance is
 * `dispersion` times its mean (quasi-likelihood: McCullagh and Nelder 1989, ch. 9; the dispersion is
 * Pearson's over hours and weeks).
 * @param openings instants, ms, in any order. @param until the end of the log.
 */
export function fitArrivals(
  openings: readonly number[],
  { until, zone }: { readonly until: number; readonly zone: string },
): ArrivalsFit {
  const from = openings.reduce((a, b) => Math.min(a, b), Infinity)
  const first = Math.floor(from / HOUR)
  const hours = Math.max(1, Math.floor(until / HOUR) - first)
  const counts = new Float64Array(hours)
  for (const at of openings) {
    const place = Math.floor(at / HOUR) - first
    if (place < hours) counts[place]++
  }
  const hourOfWeek = weekHours(zone)
  const cells = Array.from(counts, (_, place) => hourOfWeek((first + place) * HOUR))
  const sum = new Float64Array(WEEK)
  const covered = new Float64Array(WEEK)
  cells.forEach((cell, place) => {
    sum[cell] += counts[place]
    covered[cell]++
  })
  const dispersion = dispersionOf(counts, cells, sum, covered)
  const rates = Array.from(sum, (n, cell) => rateOf(n, covered[cell], dispersion))
  return { zone, weeks: hours / WEEK, dispersion, rates }
}

/** Σ (n − m)² ÷ m over hours, by degrees of freedom; at least 1. */
function dispersionOf(
  counts: Float64Array,
  cells: readonly number[],
  sum: Float64Array,
  covered: Float64Array,
): number {
  let [pearson, degrees] = [0, 0]
  counts.forEach((n, place) => {
    const cell = cells[place]
    if (sum[cell] === 0 || covered[cell] < 2) return
    const mean = sum[cell] / covered[cell]
    pearson += (n - mean) ** 2 / mean
    degrees += 1 - 1 / covered[cell]
  })
  return degrees === 0 ? 1 : Math.max(1, pearson / degrees)
}

/** Null for an hour of the week that was not observed. */
function rateOf(n: number, hours: number, dispersion: number) {
  if (hours === 0) return null
  const square = normalQuantile(0.975) ** 2 * dispersion
  const half = Math.sqrt(square * (n + square / 4))
  const middle = n + square / 2
  const low = Math.max(0, middle - half) / hours
  return { value: n / hours, low, high: (middle + half) / hours, hours }
}

/** The hour of the week of an instant, 0 for Monday 0:00, by the wall clock of a zone. */
function weekHours(zone: string): (at: number) => number {
  const parts = { weekday: 'short', hour: '2-digit', hourCycle: 'h23', timeZone: zone } as const
  const format = new Intl.DateTimeFormat('en-GB', parts)
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  return (at) => {
    const [day, hour] = format.format(at).split(/\W+/)
    return days.indexOf(day) * 24 + Number(hour)
  }
}
