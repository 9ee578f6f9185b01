import { LEVEL, meanInterval } from './interval.ts'

/** How far the average is from the wanted precision. */
export interface Progress {
  readonly isEnough: boolean
  /** Half the interval's width as a share of the average; Infinity for an average of 0. */
  readonly precision: number
  /** How many values to look at next: a function of the values alone. */
  readonly next: number
}

/** Fewer values say too little of their own spread (Law 2015, §9.4.1). */
export const FIRST = 10

/**
 * Whether an average is precise enough: half-width ≤ γ ÷ (1 + γ) of it, so that it is off by at most
 * γ of what it estimates (Law and Kelton 1982; Law 2015, §9.4.1). If it is not, the values to look at
 * next are as many as the present spread asks for, up to twice as many as there are.
 * @param precision γ, a share above 0.
 */
export function progress(values: readonly number[], precision: number, level = LEVEL): Progress {
  if (!(precision > 0)) throw new RangeError(`precision ${precision} is not above 0`)
  const n = values.length
  if (n < FIRST) return { isEnough: false, precision: Infinity, next: FIRST }
  const { low, mean, high } = meanInterval(values, level)
  const reached = high === low ? 0 : (high - low) / 2 / Math.abs(mean)
  const wanted = precision / (1 + precision)
  if (reached <= wanted) return { isEnough: true, precision: reached, next: n }
  const needed = Math.ceil(n * (reached / wanted) ** 2)
  return { isEnough: false, precision: reached, next: Math.min(2 * n, Math.max(n + 1, needed)) }
}
