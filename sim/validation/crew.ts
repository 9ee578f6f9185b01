import { Worker } from 'node:worker_threads'
import type { Found } from './run.ts'
import { WrongCase } from './case.ts'
import type { Answer, Task } from './worker.ts'

/** Threads that run cases; close them in the end. */
export class Crew {
  private readonly workers: readonly Worker[]

  constructor(size: number) {
    this.workers = Array.from(
      { length: size },
      () => new Worker(new URL('worker.boot.mjs', import.meta.url)),
    )
  }

  /**
   * Runs `from` up to `to` of a case, in order, whoever did them.
   * @throws the signal's reason when it is aborted; WrongCase where a run failed, once no other is under way.
   */
  async run(
    task: Omit<Task, 'replication'>,
    { from, to }: { readonly from: number; readonly to: number },
    { done, signal }: { readonly done: () => void; readonly signal?: AbortSignal | undefined },
  ): Promise<readonly Found[]> {
    const found: Found[] = []
    let next = from
    const work = async (worker: Worker) => {
      while (next < to) {
        const replication = next++
        const asked = answer(worker, { ...task, replication }, signal)
        // One failure is enough.
        asked.catch(() => (next = to))
        found[replication - from] = await asked
        done()
      }
    }
    const ends = await Promise.allSettled(this.workers.map(work))
    const failed = ends.find((end) => end.status === 'rejected')
    if (failed) throw failed.reason
    return found
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()))
  }
}

function answer(worker: Worker, task: Task, signal?: AbortSignal): Promise<Found> {
  return new Promise((resolve, reject) => {
    const stop = () => end(() => reject(signal!.reason as Error))
    const fail = (error: Error) => end(() => reject(error))
    const hear = (answer: Answer) =>
      end(() => {
        if ('found' in answer) resolve(answer.found)
        else reject(new WrongCase(answer.failure))
      })
    const end = (then: () => void) => {
      worker.off('error', fail)
      worker.off('message', hear)
      signal?.removeEventListener('abort', stop)
      then()
    }
    if (signal?.aborted) return reject(signal.reason as Error)
    worker.once('error', fail)
    worker.once('message', hear)
    signal?.addEventListener('abort', stop)
    worker.postMessage(task)
  })
}
