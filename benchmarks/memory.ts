import { execFileSync } from 'node:child_process'
import { type Result, resultOf } from './result.ts'

/** A run that keeps accumulators only, and one eight times as long: how much more memory? */
export function memory(conversations: number, runs: number): Result[] {
  const peak = (calls: number) => {
    const args = ['--import', 'tsx', 'benchmarks/memory-child.ts', String(calls)]
    const [mib, hash] = execFileSync(process.execPath, args, { encoding: 'utf8' }).split(' ')
    return { mib: Number(mib), hash }
  }
  let hash = ''
  const ratios = Array.from({ length: runs }, () => {
    const long = peak(conversations * 8)
    hash = long.hash
    return long.mib / peak(conversations).mib
  })
  return [
    resultOf(
      {
        ...{ name: 'memory', unit: '×', hash, params: { conversations } },
        question:
          'Eight times the conversations, accumulators only: how many times the peak memory?',
      },
      ratios,
    ),
  ]
}
