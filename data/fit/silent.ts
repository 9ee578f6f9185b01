import { normalQuantile } from '../../sim/index.ts'
import type { Estimated, SilentFit } from '../../scenarios/index.ts'

/** How a conversation's wait for its first reply went; times in ms. */
export type Waited =
  /** Left openly. */
  | { readonly how: 'left'; readonly time: number }
  /** Got a reply and wrote again, so was still there. */
  | { readonly how: 'stayed'; readonly time: number }
  /** Got a reply and wrote no more: content, or long gone without a word. */
  | { readonly how: 'quiet'; readonly time: number }
  /** Had no reply while it was recorded: still waits, or is gone without a word. */
  | { readonly how: 'unanswered'; readonly time: number }

/** ln of the mean, and the log-odds of both shares. */
type Parameters = readonly [mean: number, silent: number, one: number]

/**
 * Exponential patience with silent abandonment by expectation and maximisation: who wrote nothing
 * after a late reply may have gone before it (Castellanos, Yom-Tov and Goldberg 2025; Dempster,
 * Laird and Rubin 1977). Intervals of 95 % from the observed information, on the scales of ln and
 * log-odds.
 * @returns null if nobody left, as far as can be told.
 */
export function fitSilent(waits: readonly Waited[]): SilentFit | null {
  const open = waits.filter(({ how }) => how === 'left').length
  let [mean, share, one] = [waits.reduce((sum, { time }) => sum + time, 0) / waits.length, 0.5, 0.3]
  let silent = 0
  let steps = 0
  for (let moved = 1; moved > 1e-9 && steps < 1000; steps++) {
    const next = step(waits, open, [mean, share, one])
    moved = Math.abs(next.mean / mean - 1) + Math.abs(next.share - share)
    ;({ mean, one, share, silent } = next)
  }
  if (!(silent + open >= 1) || !Number.isFinite(mean)) return null
  const deviations = errorsOf(waits, [Math.log(mean), logOdds(share), logOdds(one)])
  if (!deviations) return null
  const z = normalQuantile(0.975)
  const factor = Math.exp(z * deviations[0])
  const within = (p: number, error: number): Estimated => ({
    value: p,
    low: error === 0 ? p : odds(logOdds(p) - z * error),
    high: error === 0 ? p : odds(logOdds(p) + z * error),
  })
  return {
    mean: { value: mean, low: mean / factor, high: mean * factor },
    silentShare: within(share, deviations[1]),
    oneReply: within(one, deviations[2]),
    ...{ silent, open, steps },
  }
}

/** One step: the probability that each is gone, then what that makes most likely. */
function step(waits: readonly Waited[], open: number, [mean, share, one]: readonly number[]) {
  let [silent, exposure, stayed, content] = [0, 0, 0, 0]
  for (const { how, time } of waits) {
    const alive = Math.exp(-time / mean)
    const gone = (1 - alive) * share
    const here = how === 'quiet' ? alive * one : how === 'unanswered' ? alive : 1
    const z = how === 'left' || how === 'stayed' || gone + here === 0 ? 0 : gone / (gone + here)
    silent += z
    // Expected patience of one who is gone: below the wait.
    const before = alive === 1 ? 0 : mean - (time * alive) / (1 - alive)
    exposure += z * before + (1 - z) * time
    if (how === 'stayed') stayed++
    if (how === 'quiet') content += 1 - z
  }
  const left = open + silent
  return {
    mean: exposure / left,
    share: silent / left,
    one: content / (stayed + content),
    silent,
  }
}

function logLikelihood(waits: readonly Waited[], [m, s, o]: Parameters): number {
  const [mean, share, one] = [Math.exp(m), odds(s), odds(o)]
  let sum = 0
  for (const { how, time } of waits) {
    const alive = Math.exp(-time / mean)
    const gone = (1 - alive) * share
    if (how === 'left') sum += -time / mean - m + Math.log(1 - share)
    else if (how === 'stayed') sum += -time / mean + Math.log(1 - one)
    else sum += Math.log(gone + alive * (how === 'quiet' ? one : 1))
  }
  return sum
}

/** Standard errors; 0 for a share at its bound, which is left out. Null where they cannot be told. */
function errorsOf(waits: readonly Waited[], at: Parameters): number[] | null {
  const free = [0, 1, 2].filter((i) => Math.abs(at[i]) < 12 || i === 0)
  const h = 1e-3
  const value = (i: number, j: number, di: number, dj: number) => {
    const moved = [...at] as [number, number, number]
    moved[i] += di
    moved[j] += dj
    return logLikelihood(waits, moved)
  }
  const information = free.map((i) =>
    free.map(
      (j) =>
        -(value(i, j, h, h) - value(i, j, h, -h) - value(i, j, -h, h) + value(i, j, -h, -h)) /
        (4 * h * h),
    ),
  )
  const variances = inverseDiagonal(information)
  if (variances.some((v) => !(v > 0))) return null
  const errors = [0, 0, 0]
  free.forEach((i, place) => (errors[i] = Math.sqrt(variances[place])))
  return errors
}

/** The diagonal of the inverse of a small matrix, by Gauss and Jordan. */
function inverseDiagonal(matrix: readonly (readonly number[])[]): number[] {
  const n = matrix.length
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))])
  for (let i = 0; i < n; i++) {
    const pivot = rows[i][i]
    rows[i] = rows[i].map((x) => x / pivot)
    for (let k = 0; k < n; k++) {
      const factor = rows[k][i]
      if (k !== i) rows[k] = rows[k].map((x, j) => x - factor * rows[i][j])
    }
  }
  return rows.map((row, i) => row[n + i])
}

const odds = (x: number) => 1 / (1 + Math.exp(-x))
const logOdds = (p: number) => Math.log(p) - Math.log1p(-p)
