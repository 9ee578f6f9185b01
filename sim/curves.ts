import type { Rate } from '../scenarios/index.ts'

type Points = readonly (readonly [number, number])[]

/** The rate at an instant. */
export function rateAt(rate: Rate, at: number): number {
  switch (rate.form) {
    case 'steps':
      return stepAt(rate.points, at)
    case 'linear':
      return lineAt(rate.points, at)
    case 'sinusoid': {
      const angle = (2 * Math.PI * at) / rate.period + rate.phase
      return Math.max(0, rate.base + rate.amplitude * Math.sin(angle))
    }
  }
}

/** A rate that is never exceeded. */
export function highest(rate: Rate): number {
  if (rate.form === 'sinusoid') return Math.max(0, rate.base + Math.abs(rate.amplitude))
  return rate.points.reduce((most, [, value]) => Math.max(most, value), 0)
}

function stepAt(points: Points, at: number): number {
  let value = 0
  for (const [from, next] of points) {
    if (from > at) break
    value = next
  }
  return value
}

function lineAt(points: Points, at: number): number {
  const next = points.findIndex(([from]) => from > at)
  if (next === 0) return points[0][1]
  if (next < 0) return points[points.length - 1][1]
  const [[a, x], [b, y]] = [points[next - 1], points[next]]
  return x + ((y - x) * (at - a)) / (b - a)
}
