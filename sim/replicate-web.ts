import * as Comlink from 'comlink'
import type { Scenario } from '../scenarios/index.ts'
import {
  Experiment,
  type ExperimentOptions,
  type Hand,
  type ReplicateOptions,
  replicateOn,
} from './experiment.ts'
import type { Gate } from './gate.ts'
import type { Simulator } from './worker-web.ts'

export type { ReplicateOptions } from './experiment.ts'

/**
 * What `replicate.ts` is in Node, in a browser: experiments on web workers, through comlink. A build for
 * browsers puts it in that file's place. The page must be isolated from other origins, or it may not
 * share memory with its workers (COOP and COEP).
 */
export function experimentOn(
  scenario: Scenario,
  options: Omit<ExperimentOptions, 'hire'>,
): Experiment {
  return new Experiment(scenario, { ...options, hire })
}

/** As in Node. */
export function replicate(
  scenario: Scenario,
  { workers, ...options }: ReplicateOptions,
): ReturnType<typeof replicateOn> {
  return replicateOn(experimentOn(scenario, { workers }), options)
}

function hire(scenario: Scenario, { words }: Gate, number: number): Hand {
  const worker = new Worker(new URL('./worker-web.ts', import.meta.url), { type: 'module' })
  const simulator = Comlink.wrap<Simulator>(worker)
  const order = { scenario, words, worker: number }
  // A worker whose code cannot be fetched answers nothing.
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) =>
      reject(new Error(message || 'the simulator could not be loaded')),
    )
  })
  broken.catch(() => undefined)
  return {
    simulate: (replication, keep) =>
      Promise.race([simulator.simulate(order, replication, keep), broken]),
    end: () => worker.terminate(),
  }
}
