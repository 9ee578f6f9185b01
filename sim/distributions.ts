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

/** The quantile at `u` in (0, 1), in ms: a draw by inversion from one uniform. */
export function quantileOf(d: Distribution, u: number): number {
  switch (d.dist) {
    case 'exponential':
      return -Math.log1p(-u) * d.mean
    case 'deterministic':
      return d.mean
    case 'uniform':
      return d.low + u * (d.high - d.low)
    case 'lognormal': {
      const variance = Math.log1p(d.cv * d.cv)
      return Math.exp(Math.log(d.mean) - variance / 2 + Math.sqrt(variance) * normalQuantile(u))
    }
    case 'hyperexponential':
      return mixedQuantile(d.p, d.means, u)
    case 'empirical': {
      const at = u * (d.quantiles.length - 1)
      const i = Math.floor(at)
      return d.quantiles[i] + (at - i) * ((d.quantiles[i + 1] ?? d.quantiles[i]) - d.quantiles[i])
    }
  }
}

/** Whole numbers from 1 on with this mean, by inversion: P(n > k) = (1 − 1/mean)^k. */
export function geometricQuantile(mean: number, u: number): number {
  return mean <= 1 ? 1 : 1 + Math.floor(Math.log1p(-u) / Math.log1p(-1 / mean))
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
  const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687]
  a.push(138.357751867269, -30.66479806614716, 2.506628277459239)
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866]
  b.push(66.80131188771972, -13.28068155288572, 1)
  const c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838]
  c.push(-2.549732539343734, 4.374664141464968, 2.938163982698783)
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1]
  const horner = (k: readonly number[], x: number) => k.reduce((sum, one) => sum * x + one)
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p))
    return horner(c, q) / horner(d, q)
  }
  const q = p - 0.5
  return (horner(a, q * q) * q) / horner(b, q * q)
}
