import type { Distribution } from '../scenarios/index.ts'
import { gammaOf, gammaTail } from './gamma.ts'
import { inverted, type Tail } from './inversion.ts'

/** The mean in ms. */
export function meanOf(d: Distribution): number {
  switch (d.dist) {
    case 'exponential':
    case 'deterministic':
    case 'lognormal':
    case 'gamma':
    case 'erlang':
      return d.mean
    case 'uniform':
      return (d.low + d.high) / 2
    case 'weibull':
      return d.scale * gammaOf(1 + 1 / d.shape)
    case 'hyperexponential':
      return d.p.reduce((sum, p, i) => sum + p * d.means[i], 0)
    case 'empirical': {
      const q = d.quantiles
      const inner = q.reduce((sum, x) => sum + x, 0) - (q[0] + q[q.length - 1]) / 2
      return inner / (q.length - 1)
    }
    case 'mixture':
      return d.of.reduce((sum, { part, share }) => sum + share * meanOf(part), 0)
  }
}

/** The variance in ms². */
export function varianceOf(d: Distribution): number {
  return secondMoment(d) - meanOf(d) ** 2
}

/** The mean of the square, ms². */
function secondMoment(d: Distribution): number {
  switch (d.dist) {
    case 'exponential':
      return 2 * d.mean ** 2
    case 'deterministic':
      return d.mean ** 2
    case 'lognormal':
    case 'gamma':
      return d.mean ** 2 * (1 + d.cv ** 2)
    case 'erlang':
      return d.mean ** 2 * (1 + 1 / d.k)
    case 'uniform':
      return (d.low ** 2 + d.low * d.high + d.high ** 2) / 3
    case 'weibull':
      return d.scale ** 2 * gammaOf(1 + 2 / d.shape)
    case 'hyperexponential':
      return d.p.reduce((sum, p, i) => sum + p * 2 * d.means[i] ** 2, 0)
    case 'empirical': {
      // Uniform between neighbours.
      const squares = d.quantiles.slice(1).map((b, i) => {
        const a = d.quantiles[i]
        return (a * a + a * b + b * b) / 3
      })
      return squares.reduce((sum, x) => sum + x, 0) / squares.length
    }
    case 'mixture':
      return d.of.reduce((sum, { part, share }) => sum + share * secondMoment(part), 0)
  }
}

/** A draw by inversion, from one uniform in (0, 1): ms, or a whole number. */
export type Quantile = (u: number) => number

/** The quantile at `u` in (0, 1), in ms. */
export function quantileOf(d: Distribution, u: number): number {
  return quantile(d)(u)
}

const known = new WeakMap<Distribution, Quantile>()

/** The quantile function of a distribution; what no uniform changes is computed here, once. */
export function quantile(d: Distribution): Quantile {
  const made = known.get(d) ?? quantileFor(d)
  known.set(d, made)
  return made
}

function quantileFor(d: Distribution): Quantile {
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
      return inverted((x) => hyperTail(d.p, d.means, x), Math.max(...d.means))
    case 'gamma':
      return gammaQuantile(1 / d.cv ** 2, d.mean)
    case 'erlang':
      return gammaQuantile(d.k, d.mean)
    case 'weibull':
      return (u) => d.scale * (-Math.log1p(-u)) ** (1 / d.shape)
    case 'empirical':
      return (u) => between(d.quantiles, u * (d.quantiles.length - 1))
    case 'mixture':
      return mixed(d.of)
  }
}

/** Gamma by its shape and mean; Erlang's has a whole shape. */
function gammaQuantile(shape: number, mean: number): Quantile {
  const scale = mean / shape
  const tail = (x: number) => {
    const { above, below, density } = gammaTail(shape, x / scale)
    return { above, below, density: density / scale }
  }
  return inverted(tail, mean)
}

/** P(X > x) of a mixture of exponentials. */
function hyperTail(p: readonly number[], means: readonly number[], x: number): Tail {
  let [above, density] = [0, 0]
  for (let i = 0; i < p.length; i++) {
    const part = p[i] * Math.exp(-x / means[i])
    above += part
    density += part / means[i]
  }
  // Σ p is 1: near 0 the difference would be rounding alone.
  const below = p.reduce((sum, share, i) => sum - share * Math.expm1(-x / means[i]), 0)
  return { above, below, density }
}

/** The uniform chooses the part and, stretched over its share, the place in it. */
function mixed(of: Extract<Distribution, { dist: 'mixture' }>['of']): Quantile {
  const parts = of.map(({ part }) => quantile(part))
  const total = of.reduce((sum, { share }) => sum + share, 0)
  return (u) => {
    let left = u * total
    let i = 0
    while (i < of.length - 1 && left >= of[i].share) left -= of[i++].share
    return parts[i](left / of[i].share)
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
