import * as Comlink from 'comlink'
import type { Scenario } from '../scenarios/index.ts'
import { Gate } from './gate.ts'
import { type Keep, type Replication, simulate } from './run.ts'

/** What a web worker is asked for through comlink: the same as a thread of Node does. */
const simulator = {
  /** @param words of the gate. */
  simulate(order: WebOrder, replication: number, keep: Keep): Replication {
    const { scenario, words, worker } = order
    const gate = new Gate(words)
    const result = simulate(scenario, replication, keep, (share) => gate.pass(worker, share))
    gate.pass(worker, 0)
    return result
  },
}

/** What a worker simulates, and what it shares with the others. */
export interface WebOrder {
  readonly scenario: Scenario
  readonly words: Int32Array
  readonly worker: number
}

export type Simulator = typeof simulator

Comlink.expose(simulator)
