import { readFileSync } from 'node:fs'

/**
 * A moment by two clocks, ms: how long this thread has been on a processor, and the clock on the wall.
 * On a machine that others use the two are far apart, and the first one holds; but the system counts it
 * in ticks of some milliseconds, where it tells it at all (Linux does).
 */
export interface Moment {
  readonly processor: number
  readonly wall: number
}

export function moment(): Moment {
  const processor = tells ? Number(readFileSync(file, 'utf8').split(' ', 1)[0]) / 1e6 : Number.NaN
  return { processor, wall: performance.now() }
}

/** Below this many ms ticks are too coarse, and the clock on the wall tells. */
const COARSE = 50

/** Time on a processor since then, ms. */
export function since(then: Moment): number {
  const now = moment()
  const wall = now.wall - then.wall
  return tells && wall >= COARSE ? now.processor - then.processor : wall
}

/** How long work keeps this thread busy, ms. */
export function busy(work: () => void): number {
  const began = moment()
  work()
  return since(began)
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
