import { type Result, resultOf } from './result.ts'
import { own, taken } from './workloads/measure.ts'

/** A run that keeps accumulators only, and one that is longer: how much memory do they take? */
export function memory(from: number, to: number, runs: number): Result[] {
  const once = (conversations: number) =>
    taken(own('switchyard'), { name: 'w3', conversations, repetitions: 2 })
  const rounds = Array.from({ length: runs }, () => ({ short: once(from), long: once(to) }))
  const [{ hash }] = rounds.map(({ long }) => long)
  return [
    resultOf(
      {
        ...{ name: 'memory', unit: 'MiB', hash, params: { conversations: to } },
        ...{
          bar: { atMost: 120 },
          question: 'Accumulators only, bundled: what is the peak memory?',
        },
      },
      rounds.map(({ long }) => long.mb),
    ),
    resultOf(
      {
        ...{ name: 'memory-growth', unit: '×', hash, params: { from, to } },
        // A heap that V8 has let grow is flat within a quarter.
        bar: { atMost: 1.25 },
        question: 'How many times the peak memory does the longer run take?',
      },
      rounds.map(({ long, short }) => long.mb / short.mb),
    ),
  ]
}
