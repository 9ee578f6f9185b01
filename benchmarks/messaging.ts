import { readFileSync } from 'node:fs'
import { compile, read } from '../scenarios/index.ts'
import { simulate } from '../sim/index.ts'
import { busy } from './clock.ts'
import { type Result, resultOf } from './result.ts'

const file = 'scenarios/retail-chat.yaml'

/** A shop's chat, turn by turn, with its reasons and measures: how much of it a second? */
export function messaging(days: number, runs: number): Result[] {
  const text = readFileSync(file, 'utf8').replace(/^horizon: .*$/m, `horizon: ${days} d`)
  const long = compile(read(text, file), { arrivals: () => [], fit: null })
  let run = simulate(long, 0, 'accumulators')
  const times = Array.from({ length: runs }, () =>
    busy(() => (run = simulate(long, 0, 'accumulators'))),
  )
  const { conversations, events, traceHash } = run
  const about = { params: { days, conversations, events }, hash: traceHash }
  return [
    resultOf(
      {
        ...{ name: 'messaging', unit: 'conversations/s', ...about },
        question: 'Retail chat, turn by turn: how many conversations a second?',
      },
      times.map((ms) => (conversations / ms) * 1000),
    ),
    resultOf(
      {
        ...{ name: 'messaging-event', unit: 'ns', ...about },
        question: 'Retail chat, turn by turn: what does an event cost?',
      },
      times.map((ms) => (ms * 1e6) / events),
    ),
  ]
}
