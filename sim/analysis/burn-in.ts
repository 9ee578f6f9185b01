import { atLeast } from './interval.ts'

/** What MSER-5 says of a series, and what its plot shows. */
export interface BurnIn {
  /** Values to leave out: a multiple of five. */
  readonly discard: number
  /**
   * False where the least is found at the last place that may be looked at: the series is too short
   * to tell, and more than this should go.
   */
  readonly isCertain: boolean
  /** The plot: for so many `discarded`, the statistic and the mean of what is left. */
  readonly curve: {
    readonly discarded: Float64Array
    readonly statistic: Float64Array
    readonly mean: Float64Array
  }
  /** Means of five values each. */
  readonly batches: Float64Array
}

const BATCH = 5

/**
 * The burn-in of a series, MSER-5: of the means of five values, leave out as many as make the
 * standard error of the rest least, Σ(z − z̄)² ÷ (m − d)² (White 1997; batches of five: White,
 * Cobb and Spratt 2000). No more than half of it is ever left out.
 * @param values in order of time, evenly spaced; several replications averaged place by place work
 *   better than one (Welch 1983).
 * @throws RangeError for fewer than 20 values.
 */
export function burnIn(values: ArrayLike<number>): BurnIn {
  atLeast(values, 4 * BATCH)
  const batches = meansOf(values, BATCH)
  const half = Math.floor(batches.length / 2)
  const curve = curveOf(batches, half)
  let best = 0
  for (let d = 1; d <= half; d++) if (curve.statistic[d] < curve.statistic[best]) best = d
  return { discard: best * BATCH, isCertain: best < half, curve, batches }
}

/** Means of so many values each; what is left over at the end is dropped. */
export function meansOf(values: ArrayLike<number>, size: number): Float64Array {
  return Float64Array.from({ length: Math.floor(values.length / size) }, (_, i) => {
    let sum = 0
    for (let k = i * size; k < (i + 1) * size; k++) sum += values[k]
    return sum / size
  })
}

/** From the end backwards, so that each place costs the same (Welford 1962). */
function curveOf(batches: Float64Array, half: number): BurnIn['curve'] {
  const statistic = new Float64Array(half + 1)
  const mean = new Float64Array(half + 1)
  let [average, squares] = [0, 0]
  for (let d = batches.length - 1, n = 1; d >= 0; d--, n++) {
    const away = batches[d] - average
    average += away / n
    squares += away * (batches[d] - average)
    if (d > half) continue
    statistic[d] = squares / n ** 2
    mean[d] = average
  }
  return { discarded: Float64Array.from(statistic, (_, d) => d * BATCH), statistic, mean }
}
