import { parentPort, workerData } from 'node:worker_threads'
import type { Scenario } from '../scenarios/index.ts'
import { simulate } from './run.ts'

parentPort!.on('message', (replication: number) => {
  parentPort!.postMessage(simulate(workerData as Scenario, replication, 'accumulators'))
})
