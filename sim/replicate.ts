import { Worker } from 'node:worker_threads'
import { History, Trace } from '../core/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import {
  Experiment,
  type ExperimentOptions,
  type Hand,
  type ReplicateOptions,
  replicateOn,
} from './experiment.ts'
import type { Gate } from './gate.ts'
import type { Keep, Replication } from './run.ts'
import type { Order, Task } from './worker.ts'

export type { ReplicateOptions } from './experiment.ts'

/** An experiment on worker threads. Close it in the end. */
export function experimentOn(
  scenario: Scenario,
  options: Omit<ExperimentOptions, 'hire'>,
): Experiment {
  return new Experiment(scenario, { ...options, hire })
}

/**
 * So many replications on worker threads, in order; replication 0 is kept whole.
 * @throws the signal's reason when it is aborted; the workers are gone by then.
 */
export async function replicate(
  scenario: Scenario,
  { workers, ...options }: ReplicateOptions,
): Promise<readonly Replication[]> {
  return replicateOn(experimentOn(scenario, { workers }), options)
}

function hire(scenario: Scenario, { words }: Gate, worker: number): Hand {
  const order: Order = { scenario, words, worker }
  return new Thread(new Worker(new URL('worker.boot.mjs', import.meta.url), { workerData: order }))
}

class Thread implements Hand {
  private readonly worker: Worker

  constructor(worker: Worker) {
    this.worker = worker
  }

  simulate(replication: number, keep: Keep): Promise<Replication> {
    const { worker } = this
    return new Promise((resolve, reject) => {
      worker.once('error', reject)
      worker.once('message', (result: Replication) => {
        worker.off('error', reject)
        resolve(revived(result))
      })
      worker.postMessage({ replication, keep } satisfies Task)
    })
  }

  end(): Promise<number> {
    return this.worker.terminate()
  }
}

/** What was kept whole is data without methods when it comes from a worker. */
function revived({ history, trace, ...rest }: Replication): Replication {
  if (!history || !trace) return rest
  return { ...rest, history: History.revived(history), trace: Trace.revived(trace) }
}
