import type { Demand } from '../scenarios/index.ts'
import { type Stream, streamOf } from './random.ts'

/** Each cause of chance has its own stream, keyed by conversation. */
export type StreamName =
  | 'turns'
  | 'burst'
  | 'spacing'
  | 'attention'
  | 'gap'
  | 'close'
  | 'patience'
  | 'silence'

/** One consumer's conversation as the world knows it. */
export interface Story {
  readonly key: number
  readonly demand: Demand
  readonly turns: number
  /** Turns answered so far. */
  answered: number
  /** Messages still to come of this burst. */
  burst: number
  /** When the consumer writes next; −1 while nothing is planned. */
  nextAt: number
  owed: boolean
  agent: number
  /** Left without a word: will not write again. */
  gone: boolean
}

/** The streams of one replication. */
export function streamsOf(seed: number, replication: number): Readonly<Record<StreamName, Stream>> {
  const stream = (name: StreamName) => streamOf(seed, replication, name)
  return {
    turns: stream('turns'),
    burst: stream('burst'),
    spacing: stream('spacing'),
    attention: stream('attention'),
    gap: stream('gap'),
    close: stream('close'),
    patience: stream('patience'),
    silence: stream('silence'),
  }
}
