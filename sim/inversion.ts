/** What a continuous distribution on (0, ∞) says of a place: P(X ≤ x), P(X > x), and the density. */
export interface Tail {
  readonly below: number
  readonly above: number
  readonly density: number
}

/** Points a unit of ln(−ln(1 − u)). */
const POINTS = 64
/** Uniforms of 32 bits lie between, whatever they are. */
const FIRST = -24
const LAST = 4

/**
 * The quantile function of a distribution that is known by its tail. ln x as a function of
 * t = ln(−ln(1 − u)) is smooth and nearly straight at both ends (for an exponential it is straight
 * throughout), so that cubics through exact points and slopes, 64 a unit, are right to 1e-7.
 * @param typical some place near the middle.
 */
export function inverted(tail: (x: number) => Tail, typical: number): (u: number) => number {
  const count = (LAST - FIRST) * POINTS + 1
  const values = new Float64Array(count)
  const slopes = new Float64Array(count)
  let guess = typical
  for (let i = count - 1; i >= 0; i--) {
    const y = Math.exp(FIRST + i / POINTS)
    guess = solved(tail, y, guess)
    values[i] = Math.log(guess)
    // d ln x ÷ dt = y · e^−y ÷ (x · density).
    slopes[i] = (y * Math.exp(-y)) / (guess * tail(guess).density) / POINTS
  }
  return (u) => {
    const place = (Math.log(-Math.log1p(-u)) - FIRST) * POINTS
    const i = Math.max(0, Math.min(count - 2, Math.floor(place)))
    return Math.exp(cubic(values, slopes, i, place - i))
  }
}

/** Where −ln P(X > x) is y, by Newton's method in ln x, kept inside brackets. */
function solved(tail: (x: number) => Tail, y: number, guess: number): number {
  let [low, high] = [0, Number.POSITIVE_INFINITY]
  let x = guess
  for (let n = 0; n < 200; n++) {
    const { above, below, density } = tail(x)
    const hazard = above > 0.5 ? -Math.log1p(-below) : -Math.log(above)
    if (hazard < y) low = x
    else high = x
    const step = ((y - hazard) * above) / (density * x)
    const next = x * Math.exp(Math.max(-1, Math.min(1, step)))
    const isInside = next > low && next < high
    const middle = high < Number.POSITIVE_INFINITY ? (low + high) / 2 : 2 * x
    const better = isInside ? next : middle
    if (Math.abs(better - x) <= 1e-14 * x) return better
    x = better
  }
  return x
}

/** Hermite's cubic between point `i` and the next, at `t` in 0..1; straight on outside. */
function cubic(values: Float64Array, slopes: Float64Array, i: number, t: number): number {
  const [a, b, p, q] = [values[i], values[i + 1], slopes[i], slopes[i + 1]]
  if (t < 0) return a + p * t
  if (t > 1) return b + q * (t - 1)
  const rest = 1 - t
  return a * (1 + 2 * t) * rest * rest + b * t * t * (3 - 2 * t) + (p * rest - q * t) * t * rest
}
