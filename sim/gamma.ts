import type { Tail } from './inversion.ts'

/** ln Γ(x) for x > 0: Lanczos' series (1964; g = 7, Godfrey 2001), relative error below 1e-14. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
    12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ]
  const sum = terms.reduce((total, term, i) => total + term / (x + i), 0.9999999999998099)
  const t = x + 6.5
  return Math.log(2 * Math.PI) / 2 + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

/** Γ(x) for x > 0. */
export function gammaOf(x: number): number {
  return Math.exp(logGamma(x))
}

/**
 * Of the gamma distribution with unit scale: the series below shape + 1, the continued fraction above
 * (Abramowitz and Stegun, 1964, 6.5.29 and 6.5.31; the fraction by Lentz' method, 1976).
 */
export function gammaTail(shape: number, x: number): Tail {
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape))
  const density = front / x
  if (x < shape + 1) {
    const below = front * series(shape, x)
    return { below, above: 1 - below, density }
  }
  const above = front * fraction(shape, x)
  return { above, below: 1 - above, density }
}

function series(shape: number, x: number): number {
  let term = 1 / shape
  let sum = term
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= x / (shape + n)
    sum += term
  }
  return sum
}

function fraction(shape: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - shape
  let c = 1 / tiny
  let d = 1 / b
  let value = d
  for (let n = 1; n < 10_000; n++) {
    const a = -n * (n - shape)
    b += 2
    d = 1 / nonzero(a * d + b, tiny)
    c = nonzero(b + a / c, tiny)
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return value
}

function nonzero(x: number, tiny: number): number {
  return Math.abs(x) < tiny ? tiny : x
}
