import { readFileSync } from 'node:fs'
import { compile, read } from '../scenarios/index.ts'
import { simulate } from '../sim/index.ts'
import { type Result, resultOf, timed } from './result.ts'

const file = 'scenarios/retail-chat.yaml'

/** A shop's chat, turn by turn, with its reasons and measures: how much of it a second? */
export function messaging(days: number, runs: number): Result[] {
  const written = read(readFileSync(file, 'utf8'), file)
  const scenario = compile(written, { arrivals: () => [], fit: null })
  const horizon = (days * 86_400_000) as typeof scenario.horizon
  const shifts = Array.from({ length: Math.ceil(days / 2) }, (_, k) => k * 2 * 86_400_000).flatMap(
    (later) =>
      scenario.shifts.map(({ agent, from, to }) => ({
        agent,
        from: (from + later) as typeof from,
        to: (to + later) as typeof to,
      })),
  )
  const long = { ...scenario, horizon, shifts: shifts.sort((a, b) => a.from - b.from) }
  let run = simulate(long, 0, 'accumulators')
  const times = Array.from({ length: runs }, () =>
    timed(() => (run = simulate(long, 0, 'accumulators'))),
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
