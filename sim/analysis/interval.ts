import { studentQuantile } from './special.ts'

/** From where to where. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/** An average and how sure it is. */
export interface Estimate extends Interval {
  readonly mean: number
  /** Standard error of the average. */
  readonly error: number
  readonly n: number
}

/** The share of cases in which an interval holds what it is about, unless told otherwise. */
export const LEVEL = 0.95

export function meanOfValues(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length
}

/** The unbiased variance, in two passes. Takes two values or more. */
export function varianceOf(values: readonly number[]): number {
  const mean = meanOfValues(values)
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1)
}

/**
 * The uncertainty of the average of independent values: mean ± t·s/√n (Student 1908; Law 2015,
 * eq. 4.12). Values must be independent: replications or batches, never the waits of one run.
 * @throws RangeError for fewer than two values.
 */
export function meanInterval(values: readonly number[], level = LEVEL): Estimate {
  atLeast(values, 2)
  return around(meanOfValues(values), Math.sqrt(varianceOf(values) / values.length), {
    ...{ n: values.length, level },
  })
}

/** Symmetric about a mean, by Student's t; `degrees` are n − 1 unless told. */
export function around(
  mean: number,
  error: number,
  { degrees, level, n }: { readonly n: number; readonly level: number; readonly degrees?: number },
): Estimate {
  const half = studentQuantile((1 + level) / 2, degrees ?? n - 1) * error
  return { mean, error, n, low: mean - half, high: mean + half }
}

/** Where the next value will lie. */
export interface Prediction extends Interval {
  /** Between two of the values, or as if they were normal where they are too few for that. */
  readonly method: 'orderStatistics' | 'normal'
}

/**
 * The typical day: an interval that holds the value of one more replication. With enough values
 * (39 for 95 %) it makes no assumption on their distribution: between the order statistics at
 * p·(n + 1), whose expected coverage is the level (Wilks 1941; Hahn and Meeker 1991).
 * With fewer it takes them as normal: mean ± t·s·√(1 + 1/n) (Hahn and Meeker 1991).
 * @throws RangeError for fewer than two values.
 */
export function predictionInterval(values: readonly number[], level = LEVEL): Prediction {
  atLeast(values, 2)
  const n = values.length
  const tail = (1 - level) / 2
  if (tail * (n + 1) >= 1) {
    const sorted = Float64Array.from(values).sort()
    const at = (p: number) => between(sorted, p * (n + 1) - 1)
    return { low: at(tail), high: at(1 - tail), method: 'orderStatistics' }
  }
  const spread = Math.sqrt(varianceOf(values) * (1 + 1 / n))
  const { high, low } = around(meanOfValues(values), spread, { n, level })
  return { low, high, method: 'normal' }
}

/** Linear between sorted values, at a place among them. */
export function between(sorted: ArrayLike<number>, place: number): number {
  const i = Math.min(sorted.length - 1, Math.max(0, Math.floor(place)))
  const next = Math.min(sorted.length - 1, i + 1)
  return sorted[i] + Math.max(0, place - i) * (sorted[next] - sorted[i])
}

/** @throws RangeError naming how many there are and how many it takes. */
export function atLeast(values: ArrayLike<number>, least: number): void {
  if (values.length < least) throw new RangeError(`${values.length} values are fewer than ${least}`)
}
