import type { Duration } from '../core/index.ts'

const units = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** A duration as files write it (`4 min`, `1.5 h`), in ms. The text has passed the check of `span`. */
export function durationOf(text: string): Duration {
  const [n, unit] = text.split(' ')
  return Math.round(Number(n) * units[unit as keyof typeof units]) as Duration
}
