import { Worker } from 'node:worker_threads'
import { History, Trace } from '../core/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import type { Replication } from './run.ts'
import type { Task } from './worker.ts'

/** What `replicate` may be told. */
export interface ReplicateOptions {
  readonly replications: number
  readonly workers: number
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, of: number) => void
}

/**
 * Independent replications on worker threads, in order of their numbers whatever their number of
 * workers. Replication 0 is kept whole, the others as accumulators. None runs on the calling thread,
 * which stays free to show progress and to be interrupted.
 * @throws the signal's reason when it is aborted; the workers are gone by then.
 */
export async function replicate(
  scenario: Scenario,
  { replications, workers, signal, onProgress }: ReplicateOptions,
): Promise<Replication[]> {
  signal?.throwIfAborted()
  const results: Replication[] = []
  let [next, done] = [0, 0]
  const crew = Array.from({ length: Math.min(workers, replications) }, () => spawn(scenario))
  try {
    const shares = crew.map(async (worker) => {
      while (next < replications) {
        const result = await asked(worker, next++, signal)
        results[result.replication] = result
        onProgress?.(++done, replications)
      }
    })
    await Promise.all(shares)
    return results
  } finally {
    await Promise.all(crew.map((worker) => worker.terminate()))
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
      resolve(revived(result))
    })
    const keep = replication === 0 ? 'sample' : 'accumulators'
    worker.postMessage({ replication, keep } satisfies Task)
  })
}

/** What was kept whole is data without methods when it comes from a worker. */
function revived({ history, trace, ...rest }: Replication): Replication {
  if (!history || !trace) return rest
  return { ...rest, history: History.revived(history), trace: Trace.revived(trace) }
}
