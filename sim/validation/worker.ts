import { parentPort } from 'node:worker_threads'
import type { Case } from './case.ts'
import { Runs } from './run.ts'

/** What a worker is asked: one run of a case. */
export interface Task {
  readonly one: Case
  readonly seed: number
  readonly replication: number
}

let last: { readonly key: string; readonly runs: Runs } | undefined

parentPort!.on('message', ({ one, replication, seed }: Task) => {
  const key = `${one.id} ${seed}`
  if (last?.key !== key) last = { key, runs: new Runs(one, seed) }
  parentPort!.postMessage(last.runs.run(replication))
})
