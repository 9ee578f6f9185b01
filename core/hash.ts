/**
 * Whole numbers and texts into 32 bits: the mixing and the finish of MurmurHash3 (Appleby, 2011).
 * Everything that is hashed in the core goes through here, so that it is the same on every machine.
 */

/** A lane with one more 32-bit word in it. */
export function stirred(lane: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const h = lane ^ k
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

/** A lane in which every bit of what was stirred in moves every bit. */
export function finished(lane: number): number {
  let h = lane ^ (lane >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** A text by its code units. */
export function hashText(text: string, seed = 0): number {
  let lane = seed | 0
  for (let i = 0; i < text.length; i++) lane = stirred(lane, text.charCodeAt(i))
  return finished(stirred(lane, text.length))
}
