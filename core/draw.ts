import { finished, hashText, stirred } from './hash.ts'

/** What every draw of one purpose has in common: its seed and its name. */
export type Stream = number

/** A stream of draws; another name or another seed makes another one. */
export const streamOf = (seed: number, name: string): Stream => hashText(name, seed)

/**
 * A number in [0, 1), 53 bits: a hash of the stream and of what is drawn for, never a coin
 * (SEMANTICS.md §1). The same question has the same answer, whoever else asks and however often.
 * Both keys are whole numbers up to 2⁵³ in size.
 */
export function draw(stream: Stream, key: number, other = 0): number {
  const low = lane(stream, key, other)
  const high = lane(stream ^ 0x5bd1e995, key, other)
  return ((high >>> 0) * 2 ** 21 + (low >>> 11)) / 2 ** 53
}

function lane(start: number, key: number, other: number): number {
  const first = stirred(stirred(start, key | 0), Math.floor(key / 2 ** 32))
  return finished(stirred(stirred(first, other | 0), Math.floor(other / 2 ** 32)))
}
