import { parentPort, workerData } from 'node:worker_threads'
import type { Scenario } from '../scenarios/index.ts'
import { Gate } from './gate.ts'
import { type Keep, simulate } from './run.ts'

/** What a worker is made for. */
export interface Order {
  readonly scenario: Scenario
  /** Of the gate. */
  readonly words: Int32Array
  readonly worker: number
}

/** What a worker is asked. */
export interface Task {
  readonly replication: number
  readonly keep: Keep
}

const { scenario, words, worker } = workerData as Order
const gate = new Gate(words)

parentPort!.on('message', ({ keep, replication }: Task) => {
  const result = simulate(scenario, replication, keep, (share) => gate.pass(worker, share))
  gate.pass(worker, 0)
  // Rows are handed over, not copied.
  const tables: object[] = [result.history ?? {}, result.trace?.columns ?? {}]
  const buffers = tables
    .flatMap((table) => Object.values(table) as unknown[])
    .flatMap((column) => (ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : []))
  parentPort!.postMessage(result, buffers)
})
