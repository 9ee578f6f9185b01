import { parentPort } from 'node:worker_threads'
import type { Case } from './case.ts'
import { type Found, Runs } from './run.ts'

/** What a worker answers: a run, or why there is none. It lives on, for the cases that follow. */
export type Answer = { readonly found: Found } | { readonly failure: string }

/** What a worker is asked: one run of a case. */
export interface Task {
  readonly one: Case
  readonly seed: number
  readonly replication: number
}

let last: { readonly key: string; readonly runs: Runs } | undefined

parentPort!.on('message', (task: Task) => parentPort!.postMessage(answer(task)))

function answer({ one, replication, seed }: Task): Answer {
  try {
    const key = `${JSON.stringify(one)} ${seed}`
    if (last?.key !== key) last = { key, runs: new Runs(one, seed) }
    return { found: last.runs.run(replication) }
  } catch (error) {
    return { failure: `run ${replication}: ${(error as Error).message}` }
  }
}
