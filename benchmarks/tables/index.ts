import { execFileSync } from 'node:child_process'
import { bundled } from '../bundled.ts'
import { type Result, resultOf } from '../result.ts'
import { accounts } from './fill.ts'
import type { Held } from './child.ts'

/**
 * A router with very many open conversations, in the plain account and in that with everything: what
 * does each take, and how long is a snapshot, or going on from one?
 */
export function tables(open: number, runs: number): Result[] {
  return accounts.flatMap((name) => {
    const found = Array.from({ length: runs }, () => held(name, open))
    const question = (what: string) => `Very many open conversations, ${name} account: ${what}`
    const about = (what: string, unit: string, bar: number) => ({
      ...{ name: `tables-${name}-${what}`, unit, bar: { atMost: bar } },
      ...{ params: { open }, hash: found[0].hash },
    })
    const of = (figure: (one: Held) => number) => found.map(figure)
    return [
      resultOf(
        { ...about('bytes', 'bytes', 200), question: question('how many bytes has each?') },
        of(({ arrays, heap }) => arrays + heap),
      ),
      resultOf(
        { ...about('snapshot', 'ms', 1000), question: question('how long does a snapshot take?') },
        of(({ snapshot }) => snapshot),
      ),
      resultOf(
        { ...about('restore', 'ms', 1000), question: question('how long to go on from it?') },
        of(({ restore }) => restore),
      ),
    ]
  })
}

function held(name: string, open: number): Held {
  const args = ['--expose-gc', bundled('benchmarks/tables/child.ts'), name, String(open)]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Held
}
