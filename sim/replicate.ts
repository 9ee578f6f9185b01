import { Worker } from 'node:worker_threads'
import type { Scenario } from '../scenarios/index.ts'
import { type Replication, simulate } from './run.ts'

/** What `replicate` may be told. */
export interface ReplicateOptions {
  readonly replications: number
  readonly workers: number
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, of: number) => void
}

/**
 * Independent replications on worker threads, in order of their numbers whatever their number of
 * workers. Replication 0 is kept whole, the others as accumulators.
 * @throws the signal's reason when it is aborted; the workers are gone by then.
 */
export async function replicate(
  scenario: Scenario,
  { replications, workers, signal, onProgress }: ReplicateOptions,
): Promise<Replication[]> {
  signal?.throwIfAborted()
  const results: Replication[] = []
  let [next, done] = [1, 0]
  const arrived = (result: Replication) => {
    results[result.replication] = result
    onProgress?.(++done, replications)
  }
  const crew = Array.from({ length: Math.min(workers, replications - 1) }, () => spawn(scenario))
  const stop = () => Promise.all(crew.map((worker) => worker.terminate()))
  try {
    const shares = crew.map(async (worker) => {
      while (next < replications) arrived(await asked(worker, next++, signal))
    })
    // The sample runs here meanwhile: its rows need not cross between threads.
    const sample = new Promise<void>((resolve) => setImmediate(resolve)).then(() =>
      arrived(simulate(scenario, 0, 'sample')),
    )
    await Promise.all([sample, ...shares])
    return results
  } finally {
    await stop()
  }
}

function spawn(scenario: Scenario): Worker {
  return new Worker(new URL('worker.boot.mjs', import.meta.url), { workerData: scenario })
}

function asked(worker: Worker, replication: number, signal?: AbortSignal): Promise<Replication> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal?.reason as Error)
    signal?.addEventListener('abort', abort, { once: true })
    worker.once('error', reject)
    worker.once('message', (result: Replication) => {
      signal?.removeEventListener('abort', abort)
      worker.off('error', reject)
      resolve(result)
    })
    worker.postMessage(replication)
  })
}
