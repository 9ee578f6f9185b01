import { erlangCWait, simulate } from '../sim/index.ts'
import { callsOf } from './calls.ts'
import { limit } from './limit/mm20.ts'
import { median } from './median.ts'

const UNIT = 600_000
const SERVERS = 20
const RATE = 18

/** M/M/20 at load 0.9 through the whole path, and the same by hand: how far apart are they? */
export function mm20(conversations: number, rounds: number): string {
  const scenario = callsOf({
    ...{ name: 'mm20', agents: SERVERS, calls: conversations, seed: 1, patience: null },
    perHour: (RATE * 3_600_000) / UNIT,
    holding: { dist: 'exponential', mean: UNIT },
  })
  const [ours, theirs]: [number[], number[]] = [[], []]
  let run = simulate(scenario, 0, 'accumulators')
  let hand = limit(SERVERS, RATE, conversations, 1)
  for (let round = 0; round < rounds; round++) {
    ours.push(timed(() => (run = simulate(scenario, 0, 'accumulators'))) / run.conversations)
    theirs.push(timed(() => (hand = limit(SERVERS, RATE, conversations, 1))) / conversations)
  }
  const { wait_n, wait_sum_ms } = run.measures.intervals as Record<string, Float64Array>
  const sum = (column: Float64Array) => column.reduce((total, x) => total + x, 0)
  const wait = sum(wait_sum_ms) / sum(wait_n) / UNIT
  const exact = erlangCWait(SERVERS, RATE, 1)
  // Standard error of a run of a million, PERFORMANCE.md §7, scaled to this one.
  const z = (wait - exact) / (0.0087 * Math.sqrt(1e6 / run.conversations))
  if (Math.abs(z) > 4) throw new Error(`mean wait ${wait} is ${z.toFixed(1)} errors from ${exact}`)
  const ns = (times: readonly number[]) => ((median(times) * 1e6) / 2).toFixed(0)
  const least = (times: readonly number[]) => ((Math.min(...times) * 1e6) / 2).toFixed(0)
  return [
    `M/M/20, load 0.9, ${run.conversations} conversations, ${rounds} rounds, ns per logical event`,
    `  whole path  median ${ns(ours)}, least ${least(ours)}, trace ${run.traceHash}`,
    `  by hand     median ${ns(theirs)}, least ${least(theirs)}`,
    `  ratio       ${(median(ours) / median(theirs)).toFixed(1)}`,
    `  mean wait   ${wait.toFixed(4)} (by hand ${hand.meanWait.toFixed(4)}, exact ${exact.toFixed(4)})`,
  ].join('\n')
}

function timed(work: () => void): number {
  const began = performance.now()
  work()
  return performance.now() - began
}
