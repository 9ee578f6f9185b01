import { parentPort, workerData } from 'node:worker_threads'
import type { Scenario } from '../scenarios/index.ts'
import { type Keep, simulate } from './run.ts'

/** What a worker is asked. */
export interface Task {
  readonly replication: number
  readonly keep: Keep
}

parentPort!.on('message', ({ keep, replication }: Task) => {
  const result = simulate(workerData as Scenario, replication, keep)
  // Rows are handed over, not copied.
  const tables: object[] = [result.history ?? {}, result.trace?.columns ?? {}]
  const buffers = tables
    .flatMap((table) => Object.values(table) as unknown[])
    .flatMap((column) => (ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : []))
  parentPort!.postMessage(result, buffers)
})
