import { meansOf } from './burn-in.ts'
import { around, atLeast, type Estimate, LEVEL, meanInterval, meanOfValues } from './interval.ts'
import { normalQuantile } from '../distributions.ts'

/** The average of one long run. */
export interface BatchEstimate extends Estimate {
  readonly batches: number
  /** Values of a batch. */
  readonly size: number
  /** Of neighbouring batches: −1..1. */
  readonly correlation: number
  /** The batches are too much alike for their interval to be trusted: a longer run is needed. */
  readonly isCorrelated: boolean
}

const BATCHES = 20

/**
 * The average of one long run with its uncertainty: few long batches, taken as independent (Conway
 * 1963; 10 to 30 of them: Schmeiser 1982). Whether they are is tested: correlated when von Neumann's
 * ratio says so at 5 %, one-sided (von Neumann 1941; Fishman 1978).
 * @param values in order of time, without the burn-in.
 * @throws RangeError for fewer than two values a batch.
 */
export function batchMeans(
  values: ArrayLike<number>,
  { batches = BATCHES, level = LEVEL } = {},
): BatchEstimate {
  atLeast(values, 2 * batches)
  const size = Math.floor(values.length / batches)
  const means = [...meansOf(values, size)].slice(-batches)
  return { ...meanInterval(means, level), batches, size, ...correlationOf(means) }
}

/**
 * The same of a ratio Σ over ÷ Σ under, such as a mean per turn of turns counted by interval:
 * linearised about the ratio, the batches' residuals give its error (Cochran 1977, ch. 6).
 * @throws RangeError for fewer than two intervals a batch, or a Σ under of 0.
 */
export function batchRatio(
  over: ArrayLike<number>,
  under: ArrayLike<number>,
  { batches = BATCHES, level = LEVEL } = {},
): BatchEstimate {
  atLeast(over, 2 * batches)
  const size = Math.floor(over.length / batches)
  const [above, below] = [over, under].map((values) => [...meansOf(values, size)].slice(-batches))
  const weight = meanOfValues(below)
  if (weight === 0) throw new RangeError('there is nothing to divide by')
  const ratio = meanOfValues(above) / weight
  const residuals = above.map((x, i) => (x - ratio * below[i]) / weight)
  const { error } = meanInterval(residuals, level)
  const estimate = around(ratio, error, { n: batches, level })
  return { ...estimate, batches, size, ...correlationOf(residuals) }
}

/** C = 1 − Σ(yᵢ − yᵢ₊₁)² ÷ 2Σ(yᵢ − ȳ)², about normal with variance (b − 2) ÷ (b² − 1). */
function correlationOf(means: readonly number[]) {
  const b = means.length
  const mean = meanOfValues(means)
  let [steps, squares] = [0, 0]
  means.forEach((x, i) => {
    squares += (x - mean) ** 2
    if (i > 0) steps += (x - means[i - 1]) ** 2
  })
  const correlation = squares === 0 ? 0 : 1 - steps / (2 * squares)
  const isCorrelated = correlation > normalQuantile(0.95) * Math.sqrt((b - 2) / (b * b - 1))
  return { correlation, isCorrelated }
}
