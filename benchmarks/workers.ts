import type { Scenario } from '../scenarios/index.ts'
import { type Experiment, experimentOn, type Replication } from '../sim/index.ts'
import { type Result, resultOf } from './result.ts'
import { scenarioOf } from './workloads/scenario.ts'
import { workloadOf } from './workloads/workload.ts'

/**
 * Replications on one worker and on two, in alternation, once the workers are warm: how much faster
 * are two?
 * @throws Error if the two do not find the same.
 */
export async function workers(
  conversations: number,
  replications: number,
  runs: number,
): Promise<Result[]> {
  const scenario: Scenario = scenarioOf(workloadOf('w1'), conversations)
  const [one, two] = [1, 2].map((count) =>
    experimentOn(scenario, { workers: count, keep: () => 'accumulators' }),
  )
  let done = 4
  const figures: number[] = []
  let found: readonly Replication[] = []
  try {
    await Promise.all([one.extend(done), two.extend(done)])
    while (figures.length < runs) {
      done += replications
      const alone = await took(one, done)
      const both = await took(two, done)
      figures.push(alone / both)
    }
    found = two.results
    if (hashesOf(one.results) !== hashesOf(found))
      throw new Error('two workers do not find what one does')
  } finally {
    await Promise.all([one.close(), two.close()])
  }
  return [
    resultOf(
      {
        ...{ name: 'workers', unit: '×', bar: { atLeast: 1.8 } },
        params: { conversations, replications },
        question: 'Replications of W1: how many times as fast are two workers as one?',
        hash: found[0].traceHash,
      },
      figures,
    ),
  ]
}

async function took(experiment: Experiment, replications: number): Promise<number> {
  const began = performance.now()
  await experiment.extend(replications)
  return performance.now() - began
}

function hashesOf(results: readonly Replication[]): string {
  return results.map(({ traceHash }) => traceHash).join()
}
