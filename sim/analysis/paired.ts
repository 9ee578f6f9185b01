import {
  atLeast,
  type Estimate,
  type Interval,
  LEVEL,
  meanInterval,
  varianceOf,
} from './interval.ts'
import { normalQuantile } from '../distributions.ts'

/** Which values are better. */
export type Better = 'lower' | 'higher'

/** One scenario against the baseline, replication by replication on the same consumers. */
export interface PairedDifference extends Estimate {
  /** Replications in which the first was better, was worse, was the same. */
  readonly won: number
  readonly lost: number
  readonly tied: number
  /** Share won of those not tied, with its interval; null if all are tied. */
  readonly share: (Interval & { readonly mean: number }) | null
  /** Variance of the difference ÷ the sum of variances: below 1 where common numbers help. */
  readonly varianceRatio: number
}

/**
 * The difference `values − baseline` by Student's t on the pairs (Law 2015, §10.2.1), and how often it
 * was for the better.
 * @throws RangeError unless both are of one length, two or more.
 */
export function pairedDifference(
  values: readonly number[],
  baseline: readonly number[],
  { better, level = LEVEL }: { readonly better: Better; readonly level?: number },
): PairedDifference {
  if (values.length !== baseline.length)
    throw new RangeError(`${values.length} values cannot be paired with ${baseline.length}`)
  atLeast(values, 2)
  const differences = values.map((x, i) => x - baseline[i])
  const sign = better === 'lower' ? -1 : 1
  const won = differences.filter((d) => d * sign > 0).length
  const lost = differences.filter((d) => d * sign < 0).length
  const apart = varianceOf(values) + varianceOf(baseline)
  return {
    ...meanInterval(differences, level),
    ...{ won, lost, tied: differences.length - won - lost },
    share:
      won + lost === 0
        ? null
        : { mean: won / (won + lost), ...shareInterval(won, won + lost, level) },
    varianceRatio: apart === 0 ? 1 : varianceOf(differences) / apart,
  }
}

/** A share of `n` independent cases with its interval, by the score (Wilson 1927). */
export function shareInterval(count: number, n: number, level = LEVEL): Interval {
  const z = normalQuantile((1 + level) / 2)
  const middle = (count + (z * z) / 2) / (n + z * z)
  const half = (z * Math.sqrt((count * (n - count)) / n + (z * z) / 4)) / (n + z * z)
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
