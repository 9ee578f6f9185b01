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
  | 'bot'
  | 'excitedAgent'
  | 'excitedConsumer'
  | 'intent'
  | 'back'
  | 'offer'
  | 'return'
  | 'regular'
  | 'survey'
  | 'mark'
  | 'outage'

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
    bot: stream('bot'),
    excitedAgent: stream('excitedAgent'),
    excitedConsumer: stream('excitedConsumer'),
    intent: stream('intent'),
    back: stream('back'),
    offer: stream('offer'),
    return: stream('return'),
    regular: stream('regular'),
    survey: stream('survey'),
    mark: stream('mark'),
    outage: stream('outage'),
  }
}
