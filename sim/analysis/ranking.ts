import { LEVEL, meanOfValues, varianceOf } from './interval.ts'
import type { Better } from './paired.ts'
import { studentQuantile } from './special.ts'

/**
 * Which of k scenarios may be the best, given as many replications as there are: all that are not
 * worse than another by more than chance explains. With the level's probability the best is among
 * them (Gupta 1965; on differences and by Bonferroni, so that common numbers may be used: Nelson,
 * Swann, Goldsman and Song 2001).
 * @param samples by scenario, then replication; all of one length, two or more.
 * @returns places of scenarios, best average first.
 */
export function possiblyBest(
  samples: readonly (readonly number[])[],
  better: Better,
  level = LEVEL,
): number[] {
  const n = checked(samples, 2)
  const means = oriented(samples, better).map(meanOfValues)
  const k = samples.length
  const t = k < 2 ? 0 : studentQuantile(1 - (1 - level) / (k - 1), n - 1)
  const isBeaten = (i: number) =>
    samples.some((_, j) => means[j] - means[i] > t * Math.sqrt(differing(samples, i, j) / n))
  return byMean(means).filter((i) => !isBeaten(i))
}

/** How the selection of the best stands. */
export interface Selection {
  /** Scenarios still in it, best average first; one when it is over. */
  readonly left: readonly number[]
  /** By scenario: after how many replications it fell out; null while in it. */
  readonly fellAt: readonly (number | null)[]
  /** Whether what is left is the best, or no worse than it by more than the indifference. */
  readonly isDecided: boolean
  /** Replications looked at, and how many more may be needed at most. */
  readonly looked: number
  readonly atMost: number
}

/** How the best is to be selected. */
export interface SelectionOptions {
  readonly better: Better
  /** δ: a difference that is worth detecting, in the metric's unit, above 0. */
  readonly indifference: number
  readonly level?: number
  /** n₀: replications from which the variances are taken. */
  readonly first?: number
}

/**
 * The best of k scenarios, fully sequential: after each replication, scenarios that fell behind drop
 * out. The one left is the best with the level's probability whenever it is better than the second
 * by the indifference (procedure KN with c = 1, Kim and Nelson 2001; common random numbers are
 * allowed, and the variances are those of differences). A fold: asked again with more replications it
 * decides what it decided, and goes on.
 * @param samples by scenario, then replication. What fell out needs no further ones.
 * @throws RangeError for fewer than two scenarios, fewer than `first` replications, or no indifference.
 */
export function selectBest(
  samples: readonly (readonly number[])[],
  { better, first = 10, indifference, level = LEVEL }: SelectionOptions,
): Selection {
  const k = samples.length
  if (k < 2) throw new RangeError(`${k} scenario is not enough to select from`)
  if (!(indifference > 0)) throw new RangeError(`indifference ${indifference} is not above 0`)
  const shared = samples.map((values) => values.slice(0, first))
  checked(shared, first)
  const eta = (((2 * (1 - level)) / (k - 1)) ** (-2 / (first - 1)) - 1) / 2
  const h2 = 2 * eta * (first - 1)
  /** h²S²ᵢⱼ ÷ δ²: after so many replications a pair is surely decided. */
  const until = samples.map((_, i) =>
    samples.map((_, j) => (h2 * differing(shared, i, j)) / indifference ** 2),
  )
  return race(oriented(samples, better), { first, indifference, until })
}

function race(
  samples: readonly (readonly number[])[],
  { first, indifference, until }: { first: number; indifference: number; until: number[][] },
): Selection {
  const fellAt: (number | null)[] = samples.map(() => null)
  let left = samples.map((_, i) => i)
  const sums = samples.map((values) => values.slice(0, first).reduce((sum, x) => sum + x, 0))
  const most = () => Math.max(...left.flatMap((i) => left.map((j) => (i === j ? 0 : until[i][j]))))
  let r = first
  for (; ; r++) {
    const slack = (i: number, j: number) =>
      Math.max(0, (indifference / (2 * r)) * (until[i][j] - r))
    const isIn = (i: number) =>
      left.every((j) => i === j || sums[i] / r >= sums[j] / r - slack(i, j))
    const kept = left.filter(isIn)
    // All slack is gone: the highest average is it, also where several are the same.
    const over = r > most() ? byMean(kept.map((i) => sums[i])).map((place) => kept[place]) : []
    const next = over.length > 0 ? over.slice(0, 1) : kept
    for (const i of left) if (!next.includes(i)) fellAt[i] = r
    left = next
    if (left.length === 1 || left.some((i) => samples[i].length <= r)) break
    for (const i of left) sums[i] += samples[i][r]
  }
  const order = byMean(left.map((i) => sums[i])).map((place) => left[place])
  const isDecided = left.length === 1
  const atMost = isDecided ? r : Math.floor(most()) + 1
  return { left: order, fellAt, isDecided, looked: r, atMost }
}

/** Higher is better from here on. */
const oriented = (samples: readonly (readonly number[])[], better: Better) =>
  better === 'higher' ? samples : samples.map((values) => values.map((x) => -x))

/** Places by value, highest first; equals in their order. */
const byMean = (means: readonly number[]) =>
  means.map((_, i) => i).sort((a, b) => means[b] - means[a] || a - b)

/** S²ᵢⱼ: the variance of the paired difference. */
function differing(samples: readonly (readonly number[])[], i: number, j: number): number {
  return varianceOf(samples[i].map((x, r) => x - samples[j][r]))
}

function checked(samples: readonly (readonly number[])[], least: number): number {
  const n = samples[0]?.length ?? 0
  for (const { length } of samples)
    if (length !== n || length < least)
      throw new RangeError(`${length} replications are not the ${Math.max(n, least)} of the others`)
  return n
}
