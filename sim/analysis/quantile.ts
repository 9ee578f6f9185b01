import { atLeast, type Interval, LEVEL } from './interval.ts'
import { binomialUpTo } from './special.ts'

/** A quantile with its interval; an end that no value can give is infinite. */
export interface QuantileEstimate extends Interval {
  /** Nearest rank: the value at ⌈p·n⌉. */
  readonly value: number
  /** The interval's exact probability, at least the level unless an end is infinite. */
  readonly coverage: number
}

/**
 * A quantile of independent values with an interval between two of them, whatever their
 * distribution: P(x₍ᵣ₎ ≤ ξ < x₍ₛ₎) = Σ binomial(n, p) from r to s − 1 (Thompson 1936; David and
 * Nagaraja 2003, §7.1). Of the shortest spans that reach the level, the one with the most.
 * @throws RangeError without values, or unless 0 < p < 1.
 */
export function quantileInterval(
  values: readonly number[],
  p: number,
  level = LEVEL,
): QuantileEstimate {
  atLeast(values, 1)
  if (!(p > 0 && p < 1)) throw new RangeError(`quantile ${p} is not within 0..1`)
  const n = values.length
  const sorted = Float64Array.from(values).sort()
  const value = sorted[Math.ceil(p * n) - 1]
  const upTo = Float64Array.from({ length: n + 2 }, (_, k) => binomialUpTo(k - 1, n, p))
  const { coverage, first, last } = shortest(upTo, level)
  const low = first < 1 ? -Infinity : sorted[first - 1]
  const high = last > n ? Infinity : sorted[last - 1]
  return { value, low, high, coverage }
}

/**
 * The shortest span of ranks [first, last) with the level, `upTo[r]` being the probability of fewer
 * than `r`; rank 0 lies below all values and n + 1 above.
 */
function shortest(upTo: Float64Array, level: number) {
  let best = { first: 0, last: upTo.length - 1, coverage: 1 }
  for (let first = 0, last = 0; first < upTo.length; first++) {
    while (last < upTo.length && upTo[last] - upTo[first] < level) last++
    if (last === upTo.length) break
    const coverage = upTo[last] - upTo[first]
    const isShorter = last - first < best.last - best.first
    const isMore = last - first === best.last - best.first && coverage > best.coverage
    if (isShorter || isMore) best = { first, last, coverage }
  }
  return best
}
