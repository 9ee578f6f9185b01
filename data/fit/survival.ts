import type { SurvivalFit } from '../../scenarios/index.ts'
import { normalQuantile } from '../../sim/index.ts'

/** A duration that ended with what is waited for, or was lost sight of before. */
export interface Seen {
  readonly time: number
  readonly isEvent: boolean
}

/**
 * The product-limit estimate from durations of which some were cut short (Kaplan and Meier 1958,
 * eq. 2b), its variance by Greenwood (1926), intervals on the scale of log(−log S), which stays within
 * 0..1 (Kalbfleisch and Prentice 2002). At equal times events come before losses.
 */
export function kaplanMeier(seen: readonly Seen[]): SurvivalFit {
  const sorted = seen.toSorted((a, b) => a.time - b.time || Number(b.isEvent) - Number(a.isEvent))
  const z = normalQuantile(0.975)
  const curve = { time: [], survival: [], low: [], high: [] } as Record<
    'time' | 'survival' | 'low' | 'high',
    number[]
  >
  let [survival, greenwood, events] = [1, 0, 0]
  for (let i = 0; i < sorted.length;) {
    const { time } = sorted[i]
    const atRisk = sorted.length - i
    let deaths = 0
    for (; i < sorted.length && sorted[i].time === time; i++) deaths += Number(sorted[i].isEvent)
    if (deaths === 0) continue
    events += deaths
    survival *= 1 - deaths / atRisk
    greenwood += deaths / (atRisk * (atRisk - deaths))
    const half = (z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival))
    const isOver = survival === 0
    curve.time.push(time)
    curve.survival.push(survival)
    curve.low.push(isOver ? 0 : survival ** Math.exp(half))
    curve.high.push(isOver ? 0 : survival ** Math.exp(-half))
  }
  return { n: seen.length, events, ...curve }
}

/** When the curve falls to a share; null if it never does. */
export function timeAt({ survival, time }: SurvivalFit, share: number): number | null {
  const place = survival.findIndex((s) => s <= share)
  return place < 0 ? null : time[place]
}
