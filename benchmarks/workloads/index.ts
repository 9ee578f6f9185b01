import { type Result, resultOf } from '../result.ts'
import { own, taken, type Taken, type Work } from './measure.ts'
import { agentsOf, type WorkloadName, workloadOf } from './workload.ts'

/** At most so many times the cost of the program by hand. */
const bars: Readonly<Record<WorkloadName, number>> = { w1: 4.5, w2: 3.9, w3: 2.5 }

/**
 * A workload through the whole simulator and by hand, in alternation, each time in a fresh process:
 * how far apart are they?
 * @throws Error if a mean wait is not the exact one, by four standard errors.
 */
export function whole(name: WorkloadName, conversations: number, runs: number): Result[] {
  const work: Work = { name, conversations, repetitions: 3 }
  const rounds = Array.from({ length: runs }, () => ({
    ours: taken(own('switchyard'), work),
    byHand: taken(own('limit'), work),
  }))
  const [{ byHand, ours }] = rounds
  const { title } = workloadOf(name)
  const about = (what: string, hash: string) => ({
    ...{ name: `${name}-${what}`, params: { conversations }, hash },
  })
  const ask = (what: string) => `${title}: ${what}`
  return [
    resultOf(
      {
        ...{ ...about('whole', ours.hash), unit: 'ns' },
        question: ask('what does an event cost, warm, through the whole path?'),
      },
      rounds.map((round) => round.ours.warm),
    ),
    resultOf(
      {
        ...{ ...about('cold', ours.hash), unit: 'ns' },
        question: ask('what does it cost in a fresh process?'),
      },
      rounds.map((round) => round.ours.cold),
    ),
    resultOf(
      {
        ...{ ...about('limit', byHand.hash), unit: 'ns' },
        question: ask('what does it cost by hand?'),
      },
      rounds.map((round) => round.byHand.warm),
    ),
    resultOf(
      {
        ...{ ...about('ratio', ours.hash), unit: '×', bar: { atMost: bars[name] } },
        question: ask('how many times the cost by hand?'),
      },
      rounds.map((round) => round.ours.warm / round.byHand.warm),
    ),
  ]
}

/** W3 by number of agents: does an event cost more in a larger centre? */
export function growth(sizes: readonly number[], conversations: number, runs: number): Result[] {
  const each = (size: number): Work => ({ name: 'w3', size, conversations, repetitions: 3 })
  return grown('w3-agents', sizes, each, runs, {
    params: (size) => ({ agents: agentsOf(workloadOf('w3', size)), conversations }),
    question: 'W3 by number of agents: what does an event cost, warm?',
    ratio: 'W3: how many times the cost of an event in the largest centre as in the smallest?',
    bar: 1.3,
  })
}

/** W3 by number of conversations: does an event cost more as a run goes on? */
export function length(lengths: readonly number[], runs: number): Result[] {
  const each = (conversations: number): Work => ({ name: 'w3', conversations, repetitions: 3 })
  return grown('w3-length', lengths, each, runs, {
    params: (conversations) => ({ conversations }),
    question: 'W3 by length: what does an event cost, warm?',
    ratio: 'W3: how many times the cost of an event in the longest run as in the shortest?',
    bar: 1.5,
  })
}

/** How the results of a row of measurements are told. */
interface Told {
  readonly params: (step: number) => Result['params']
  readonly question: string
  readonly ratio: string
  readonly bar: number
}

/** A row of measurements in alternation, one result each, then last against first. */
function grown(
  name: string,
  steps: readonly number[],
  each: (step: number) => Work,
  runs: number,
  { bar, params, question, ratio }: Told,
): Result[] {
  const rounds: Taken[][] = Array.from({ length: runs }, () =>
    steps.map((step) => taken(own('switchyard'), each(step))),
  )
  const [{ hash }] = rounds[0].slice(-1)
  return [
    ...steps.map((step, i) =>
      resultOf(
        { name, params: params(step), unit: 'ns', hash: rounds[0][i].hash, question },
        rounds.map((round) => round[i].warm),
      ),
    ),
    resultOf(
      {
        ...{ name: `${name}-growth`, unit: '×', hash, bar: { atMost: bar }, question: ratio },
        params: { from: steps[0], to: steps.at(-1)! },
      },
      rounds.map((round) => round.at(-1)!.warm / round[0].warm),
    ),
  ]
}
