import type { Scenario } from '../scenarios/index.ts'
import { erlangCWait, simulate } from '../sim/index.ts'
import { callsOf } from './calls.ts'
import { limit } from './limit/mm20.ts'
import { type Result, resultOf, timed } from './result.ts'

const UNIT = 600_000
const SERVERS = 20
const RATE = 18

/** M/M/20 at load 0.9: `conversations` calls, one after another of the same stream. */
export function mm20Scenario(conversations: number): Scenario {
  return callsOf({
    ...{ name: 'mm20', agents: SERVERS, calls: conversations, seed: 1, patience: null },
    perHour: (RATE * 3_600_000) / UNIT,
    holding: { dist: 'exponential', mean: UNIT },
  })
}

/**
 * M/M/20 through the whole path and the same by hand, in turns: how far apart are they? An event is
 * an arrival or a departure.
 * @throws Error if the mean wait is not the exact one, by four standard errors.
 */
export function mm20(conversations: number, runs: number): Result[] {
  const scenario = mm20Scenario(conversations)
  const [ours, byHand, ratio]: [number[], number[], number[]] = [[], [], []]
  let run = simulate(scenario, 0, 'accumulators')
  let hand = limit(SERVERS, RATE, conversations, 1)
  for (let i = 0; i < runs; i++) {
    const ms = timed(() => (run = simulate(scenario, 0, 'accumulators')))
    const floor = timed(() => (hand = limit(SERVERS, RATE, conversations, 1)))
    ours.push((ms * 1e6) / (2 * run.conversations))
    byHand.push((floor * 1e6) / (2 * conversations))
    ratio.push(ours[i] / byHand[i])
  }
  checkWait(run.measures.intervals as unknown as Record<string, Float64Array>, run.conversations)
  const about = { params: { conversations: run.conversations, load: 0.9 }, hash: run.traceHash }
  const question = (what: string) => `M/M/20: ${what}`
  return [
    resultOf(
      {
        name: 'mm20-whole',
        question: question('what does an event cost, whole path?'),
        unit: 'ns',
        ...about,
      },
      ours,
    ),
    resultOf(
      {
        ...{ name: 'mm20-hand', question: question('what does it cost by hand?'), unit: 'ns' },
        ...{ params: about.params, hash: hand.meanWait.toFixed(9) },
      },
      byHand,
    ),
    resultOf(
      { name: 'mm20-ratio', question: question('how many times the floor?'), unit: '×', ...about },
      ratio,
    ),
  ]
}

function checkWait(intervals: Record<string, Float64Array>, conversations: number): void {
  const sum = (column: Float64Array) => column.reduce((total, x) => total + x, 0)
  const wait = sum(intervals.wait_sum_ms) / sum(intervals.wait_n) / UNIT
  const exact = erlangCWait(SERVERS, RATE, 1)
  // Standard error of a run of a million, PERFORMANCE.md §7, scaled to this one.
  const z = (wait - exact) / (0.0087 * Math.sqrt(1e6 / conversations))
  if (Math.abs(z) > 4) throw new Error(`mean wait ${wait} is ${z.toFixed(1)} errors from ${exact}`)
}
