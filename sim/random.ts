/**
 * Named streams of uniforms by counter: a draw is a hash of seed, stream, whom it is for and its
 * index. Nothing is kept, so that a new stream, another policy or another order moves no draw
 * (common random numbers by construction). The mixing is MurmurHash3's finaliser (Appleby, 2011),
 * once for each word.
 */
export type Stream = number & { readonly stream: unique symbol }

/** A stream by name. Two names or two replications share nothing. */
export function streamOf(seed: number, replication: number, name: string): Stream {
  let h = mix(mix(seed | 0) ^ replication)
  for (let i = 0; i < name.length; i++) h = mix(h ^ name.charCodeAt(i))
  return h as Stream
}

/** The uniform `index` of `whom` in (0, 1), never 0 or 1: 32 bits, centred in their cells. */
export function uniform(stream: Stream, whom: number, index: number): number {
  const h = mix(mix(stream ^ whom ^ Math.floor(whom / 4294967296)) + Math.imul(index, 0x9e3779b1))
  return ((h >>> 0) + 0.5) / 4294967296
}

function mix(word: number): number {
  let h = (word + 0x7f4a7c15) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
