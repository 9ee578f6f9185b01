import { normalQuantile } from '../../sim/index.ts'
import type { Estimated, Family } from '../../scenarios/index.ts'
import { gamma } from './gamma.ts'

/**
 * Families of durations by maximum likelihood, the best first by Akaike's criterion (1974), each with
 * the largest distance from what was observed (Kolmogorov 1933) and the points of its quantile and
 * probability plots (Wilk and Gnanadesikan 1968) at 1, 2, … 99 %.
 * @param values ms; those below `least`, the log's resolution, count as it.
 * @throws RangeError for fewer than two values.
 */
export function families(values: readonly number[], least: number): Family[] {
  if (values.length < 2)
    throw new RangeError(`${values.length} durations are too few to fit a distribution`)
  const sorted = Float64Array.from(values, (x) => Math.max(least, x)).sort()
  const fitted = [exponential(sorted), lognormal(sorted), weibull(sorted), gamma(sorted)]
  return fitted
    .map((one) => ({ ...one.about, ...checked(sorted, one) }))
    .sort((a, b) => a.aic - b.aic)
}

/** A family with its parameters. */
export interface Fitted {
  readonly about: Pick<Family, 'dist' | 'parameters'>
  readonly below: (x: number) => number
  readonly quantile: (p: number) => number
  readonly logDensity: (x: number) => number
}

const z = normalQuantile(0.975)
/** With a 95 % interval that is symmetric on the scale of logarithms. */
export const estimated = (value: number, error: number): Estimated => ({
  value,
  low: value * Math.exp(-z * error),
  high: value * Math.exp(z * error),
})

export const meanOf = (values: Float64Array): number =>
  values.reduce((sum, x) => sum + x, 0) / values.length

function exponential(values: Float64Array): Fitted {
  const mean = meanOf(values)
  const parameters = { mean: estimated(mean, 1 / Math.sqrt(values.length)) }
  return {
    about: { dist: 'exponential', parameters },
    below: (x) => -Math.expm1(-x / mean),
    quantile: (p) => -Math.log1p(-p) * mean,
    logDensity: (x) => -Math.log(mean) - x / mean,
  }
}

/** Mean and cv of the time itself; errors by the delta method (Cox's for the mean: Land 1972). */
function lognormal(values: Float64Array): Fitted {
  const logs = values.map(Math.log)
  const mu = meanOf(logs)
  const variance = meanOf(logs.map((x) => (x - mu) ** 2))
  const sigma = Math.sqrt(variance)
  const n = values.length
  const cv = Math.sqrt(Math.expm1(variance))
  const slope = Math.exp(variance) / (2 * cv * cv)
  const parameters = {
    mean: estimated(Math.exp(mu + variance / 2), Math.sqrt(variance / n + variance ** 2 / (2 * n))),
    cv: estimated(cv, slope * variance * Math.sqrt(2 / n)),
  }
  return {
    about: { dist: 'lognormal', parameters },
    below: (x) => normalBelow((Math.log(x) - mu) / sigma),
    quantile: (p) => Math.exp(mu + sigma * normalQuantile(p)),
    logDensity: (x) =>
      -Math.log(x * sigma * Math.sqrt(2 * Math.PI)) - (Math.log(x) - mu) ** 2 / (2 * variance),
  }
}

/** The shape by Newton's method; asymptotic errors (Johnson, Kotz and Balakrishnan 1994, ch. 21). */
function weibull(values: Float64Array): Fitted {
  const scale = meanOf(values)
  const relative = values.map((x) => x / scale)
  const logs = relative.map(Math.log)
  const log = meanOf(logs)
  let shape = 1
  for (let step = 0; step < 100; step++) {
    let [a, b, c] = [0, 0, 0]
    relative.forEach((x, i) => {
      const power = x ** shape
      a += power
      b += power * logs[i]
      c += power * logs[i] ** 2
    })
    const value = b / a - 1 / shape - log
    const slope = c / a - (b / a) ** 2 + 1 / shape ** 2
    const next = Math.max(shape / 2, shape - value / slope)
    const isThere = Math.abs(next - shape) < 1e-12 * shape
    shape = next
    if (isThere) break
  }
  const n = values.length
  const lambda = scale * meanOf(relative.map((x) => x ** shape)) ** (1 / shape)
  const parameters = {
    shape: estimated(shape, Math.sqrt(0.6079 / n)),
    scale: estimated(lambda, Math.sqrt(1.1087 / n) / shape),
  }
  return {
    about: { dist: 'weibull', parameters },
    below: (x) => -Math.expm1(-((x / lambda) ** shape)),
    quantile: (p) => lambda * (-Math.log1p(-p)) ** (1 / shape),
    logDensity: (x) =>
      Math.log(shape / lambda) + (shape - 1) * Math.log(x / lambda) - (x / lambda) ** shape,
  }
}

function checked(sorted: Float64Array, { about, below, logDensity, quantile }: Fitted) {
  const n = sorted.length
  let [logLikelihood, ks] = [0, 0]
  sorted.forEach((x, i) => {
    const p = below(x)
    logLikelihood += logDensity(x)
    ks = Math.max(ks, (i + 1) / n - p, p - i / n)
  })
  const percents = Array.from({ length: 99 }, (_, i) => (i + 1) / 100)
  const observed = percents.map((p) => sorted[Math.ceil(p * n) - 1])
  const plot = {
    ...{ p: percents, observed, fitted: percents.map(quantile) },
    probability: observed.map(below),
  }
  return { aic: 2 * Object.keys(about.parameters).length - 2 * logLikelihood, ks, plot }
}

/** P(Z ≤ x) by the inverse of the quantile function: it is what draws come from. */
function normalBelow(x: number): number {
  if (x > 0) return 1 - normalBelow(-x)
  let [low, high] = [1e-300, 0.5]
  for (let step = 0; step < 60 && high / low > 1 + 1e-12; step++) {
    const middle = low < high / 4 ? Math.sqrt(low * high) : (low + high) / 2
    if (normalQuantile(middle) < x) low = middle
    else high = middle
  }
  return (low + high) / 2
}
