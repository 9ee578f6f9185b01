import type { Distribution } from '../scenarios/index.ts'

/** The mean in ms. */
export function meanOf(d: Distribution): number {
  switch (d.dist) {
    case 'exponential':
    case 'deterministic':
    case 'lognormal':
      return d.mean
    case 'uniform':
      return (d.low + d.high) / 2
    case 'hyperexponential':
      return d.p.reduce((sum, p, i) => sum + p * d.means[i], 0)
    case 'empirical': {
      const q = d.quantiles
      const inner = q.reduce((sum, x) => sum + x, 0) - (q[0] + q[q.length - 1]) / 2
      return inner / (q.length - 1)
    }
  }
}

/** A draw by inversion, from one uniform in (0, 1): ms, or a whole number. */
export type Quantile = (u: number) => number

/** The quantile at `u` in (0, 1), in ms. For many draws make the function once. */
export function quantileOf(d: Distribution, u: number): number {
  return quantile(d)(u)
}

/** The quantile function of a distribution; what no uniform changes is computed here, once. */
export function quantile(d: Distribution): Quantile {
  switch (d.dist) {
    case 'exponential':
      return (u) => -Math.log1p(-u) * d.mean
    case 'deterministic':
      return () => d.mean
    case 'uniform':
      return (u) => d.low + u * (d.high - d.low)
    case 'lognormal': {
      const variance = Math.log1p(d.cv * d.cv)
      const mean = Math.log(d.mean) - variance / 2
      const deviation = Math.sqrt(variance)
      return (u) => Math.exp(mean + deviation * normalQuantile(u))
    }
    case 'hyperexponential':
      return (u) => mixedQuantile(d.p, d.means, u)
    case 'empirical':
      return (u) => between(d.quantiles, u * (d.quantiles.length - 1))
  }
}

/** Whole numbers from 1 on with this mean, by inversion: P(n > k) = (1 − 1/mean)^k. */
export function geometric(mean: number): Quantile {
  if (mean <= 1) return () => 1
  const another = Math.log1p(-1 / mean)
  return (u) => 1 + Math.floor(Math.log1p(-u) / another)
}

/** One such number. */
export function geometricQuantile(mean: number, u: number): number {
  return geometric(mean)(u)
}

/** Linear between the points, at a place among them. */
function between(points: readonly number[], place: number): number {
  const i = Math.floor(place)
  return points[i] + (place - i) * ((points[i + 1] ?? points[i]) - points[i])
}

/** Bisection on the mixture's survival function: monotone, hence exact to the last bits. */
function mixedQuantile(p: readonly number[], means: readonly number[], u: number): number {
  const survival = (x: number) => p.reduce((sum, w, i) => sum + w * Math.exp(-x / means[i]), 0)
  let [low, high] = [0, Math.max(...means)]
  while (survival(high) > 1 - u) high *= 2
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (survival(middle) > 1 - u) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Standard normal quantile; relative error below 1.15e-9 (Acklam, 2003). */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p)
  return p < 0.02425 ? tailQuantile(Math.sqrt(-2 * Math.log(p))) : middleQuantile(p - 0.5)
}

// Polynomials by Horner's rule, one line a coefficient: drawn from millions of times.

function tailQuantile(q: number): number {
  let above = -0.007784894002430293
  above = above * q - 0.3223964580411365
  above = above * q - 2.400758277161838
  above = above * q - 2.549732539343734
  above = above * q + 4.374664141464968
  above = above * q + 2.938163982698783
  let below = 0.007784695709041462
  below = below * q + 0.3224671290700398
  below = below * q + 2.445134137142996
  below = below * q + 3.754408661907416
  below = below * q + 1
  return above / below
}

function middleQuantile(q: number): number {
  const r = q * q
  let above = -39.69683028665376
  above = above * r + 220.9460984245205
  above = above * r - 275.9285104469687
  above = above * r + 138.357751867269
  above = above * r - 30.66479806614716
  above = above * r + 2.506628277459239
  let below = -54.47609879822406
  below = below * r + 161.5858368580409
  below = below * r - 155.6989798598866
  below = below * r + 66.80131188771972
  below = below * r - 13.28068155288572
  below = below * r + 1
  return (above * q) / below
}
