/**
 * The 97.5 % point of Student's t with whole degrees of freedom: half the width of a 95 % interval,
 * in standard errors. Newton's method on the finite sums for the probability of |T| ≤ t
 * (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
 * @throws RangeError unless `degrees` is a whole number of at least 1.
 */
export function studentT975(degrees: number): number {
  if (!Number.isInteger(degrees) || degrees < 1)
    throw new RangeError(`degrees of freedom ${degrees} are not a whole number of at least 1`)
  // Concave from here on, so that every step stays on the near side.
  let t = 0
  for (let step = 0; step < 100; step++) {
    const next = t + (0.95 - within(t, degrees)) / (2 * density(t, degrees))
    if (Math.abs(next - t) <= 1e-15 * next) return next
    t = next
  }
  return t
}

/** P(|T| ≤ t). */
function within(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees))
  const square = Math.cos(angle) ** 2
  const isOdd = degrees % 2 === 1
  let term = isOdd ? Math.cos(angle) : 1
  let sum = degrees === 1 ? 0 : term
  for (let k = isOdd ? 3 : 2; k < degrees; k += 2) {
    term *= (square * (k - 1)) / k
    sum += term
  }
  return isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum
}

/** The density, its constant by the recursion of Γ((n+1)/2) ÷ Γ(n/2). */
function density(t: number, degrees: number): number {
  let ratio = degrees % 2 === 1 ? 1 / Math.sqrt(Math.PI) : Math.sqrt(Math.PI) / 2
  for (let n = degrees % 2 === 1 ? 1 : 2; n < degrees; n += 2) ratio *= (n + 1) / n
  const scale = ratio / Math.sqrt(degrees * Math.PI)
  return scale * (1 + (t * t) / degrees) ** (-(degrees + 1) / 2)
}
