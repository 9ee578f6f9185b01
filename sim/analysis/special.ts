import { logGamma } from '../gamma.ts'

/**
 * The regularised incomplete beta function Iₓ(a, b), by its continued fraction (DLMF 8.17.22).
 * a, b > 0; x in 0..1.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast on this side of the mean.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const scale = logGamma(a + b) - logGamma(a) - logGamma(b)
  const front = Math.exp(scale + a * Math.log(x) + b * Math.log1p(-x)) / a
  return front * fraction(x, a, b)
}

/** Backwards from a place that is deep enough: the number of terms grows with √(a + b). */
function fraction(x: number, a: number, b: number): number {
  let value = 1
  for (let k = Math.ceil(60 + 8 * Math.sqrt(a + b)); k > 0; k--)
    value = 1 + coefficient(k, x, a, b) / value
  return 1 / value
}

/** dₖ (DLMF 8.17.23). */
function coefficient(k: number, x: number, a: number, b: number): number {
  const m = Math.floor(k / 2)
  return k % 2 === 0
    ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
}

/** P(X ≤ k) of a binomial number (DLMF 8.17.5). */
export function binomialUpTo(k: number, n: number, p: number): number {
  if (k < 0) return 0
  return k >= n ? 1 : incompleteBeta(1 - p, n - k, k + 1)
}

/**
 * The quantile of Student's t at `p` in (0, 1); degrees of freedom need not be whole. Bisection on
 * its distribution (DLMF 8.17; Abramowitz and Stegun 1964, 26.5.27).
 * @throws RangeError unless `degrees` > 0 and 0 < p < 1.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(degrees > 0)) throw new RangeError(`degrees of freedom ${degrees} are not above 0`)
  if (!(p > 0 && p < 1)) throw new RangeError(`probability ${p} is not within 0..1`)
  if (p < 0.5) return -studentQuantile(1 - p, degrees)
  const below = (t: number) => 1 - incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
  let [low, high] = [0, 1]
  while (below(high) < p) [low, high] = [high, 2 * high]
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) break
    if (below(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
