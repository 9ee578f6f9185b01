import { gammaTail, logGamma, quantileOf } from '../../sim/index.ts'
import { estimated, type Fitted, meanOf } from './families.ts'

/**
 * Gamma by maximum likelihood: the mean is that of the values, the shape k solves ln k − ψ(k) = ln mean −
 * mean of ln (Choi and Wette, 1969), by Newton's method from Minka's start (2002). Mean and cv = 1 ÷ √k
 * are orthogonal, with errors of 1 ÷ √(nk) and ½ ÷ √(nk(kψ′(k) − 1)) of themselves.
 */
export function gamma(values: Float64Array): Fitted {
  const mean = meanOf(values)
  const logMean = Math.log(mean)
  const gap = Math.max(1e-9, logMean - meanOf(values.map(Math.log)))
  const k = shapeOf(gap)
  const n = values.length
  const cv = 1 / Math.sqrt(k)
  const parameters = {
    mean: estimated(mean, 1 / Math.sqrt(n * k)),
    cv: estimated(cv, 0.5 / Math.sqrt(n * k * (k * trigamma(k) - 1))),
  }
  const scale = mean / k
  const constant = logGamma(k) + k * Math.log(scale)
  const distribution = { dist: 'gamma', mean, cv } as const
  return {
    about: { dist: 'gamma', parameters },
    below: (x) => gammaTail(k, x / scale).below,
    quantile: (p) => quantileOf(distribution, p),
    logDensity: (x) => (k - 1) * Math.log(x) - x / scale - constant,
  }
}

/** @param gap ln mean − mean of ln, above 0. */
function shapeOf(gap: number): number {
  let k = (3 - gap + Math.sqrt((gap - 3) ** 2 + 24 * gap)) / (12 * gap)
  for (let step = 0; step < 100; step++) {
    const value = Math.log(k) - digamma(k) - gap
    const slope = 1 / k - trigamma(k)
    const next = Math.max(k / 2, k - value / slope)
    const isThere = Math.abs(next - k) < 1e-12 * k
    k = next
    if (isThere) break
  }
  return k
}

/** ψ(x), x > 0: the recurrence up to 16, then the asymptotic series (Abramowitz and Stegun, 6.3.18). */
export function digamma(x: number): number {
  if (x < 16) return digamma(x + 1) - 1 / x
  const square = 1 / (x * x)
  const series = square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square / 240)))
  return Math.log(x) - 1 / (2 * x) - series
}

/** ψ′(x), x > 0 (Abramowitz and Stegun, 6.4.12). */
export function trigamma(x: number): number {
  if (x < 16) return trigamma(x + 1) + 1 / (x * x)
  const square = 1 / (x * x)
  const series = 1 / 6 - square * (1 / 30 - square * (1 / 42 - square / 30))
  return 1 / x + square / 2 + (square / x) * series
}
