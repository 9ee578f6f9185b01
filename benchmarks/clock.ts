import { readFileSync } from 'node:fs'

/**
 * How long this thread has been on a processor, ms: what a clock on the wall would tell of work that
 * nothing else disturbs. On a machine that others use the two are far apart, and this one holds. Where
 * the system does not tell (Linux does), the clock on the wall.
 */
export function spent(): number {
  if (!tells) return performance.now()
  return Number(readFileSync(file, 'utf8').split(' ', 1)[0]) / 1e6
}

/** How long work keeps this thread busy, ms. */
export function busy(work: () => void): number {
  const began = spent()
  work()
  return spent() - began
}

const file = '/proc/thread-self/schedstat'
const tells = canRead()

function canRead(): boolean {
  try {
    return Number(readFileSync(file, 'utf8').split(' ', 1)[0]) > 0
  } catch {
    return false
  }
}
