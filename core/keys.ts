import type { ConversationId, ConversationKey } from './units.ts'

/**
 * Where each open conversation's row is: open addressing, linear probing, removal by shifting back
 * (Knuth, TAOCP vol. 3, 6.4, algorithm R), so that nothing is left behind by millions of closes.
 */
export class KeyIndex {
  /** Row + 1; 0 is empty. */
  private slots = new Int32Array(64)
  private mask = 63
  private count = 0
  /** Where the last search ended: what is added or removed next was mostly just looked for. */
  private last = 0
  /** What it looked for, NaN once slots have moved. */
  private sought = Number.NaN

  /** The row of `key`, or NO_CONVERSATION. `keys` is the table's key column. */
  find(keys: Float64Array, key: ConversationKey): ConversationId {
    const { slots, mask } = this
    let i = spread(key) & mask
    while (slots[i] !== 0 && keys[slots[i] - 1] !== key) i = (i + 1) & mask
    this.last = i
    this.sought = key
    return (slots[i] - 1) as ConversationId
  }

  /** A row whose key has none yet. */
  add(keys: Float64Array, row: ConversationId): void {
    if (++this.count * 2 > this.mask) this.grow(keys)
    const { last, slots } = this
    // Where it was just looked for in vain.
    if (this.sought === keys[row]) slots[last] = row + 1
    else this.place(keys[row], row)
  }

  remove(keys: Float64Array, key: ConversationKey): void {
    const { slots, mask } = this
    let hole = this.last
    if (slots[hole] === 0 || keys[slots[hole] - 1] !== key) {
      this.find(keys, key)
      hole = this.last
    }
    this.count--
    this.sought = Number.NaN
    for (let i = (hole + 1) & mask; slots[i] !== 0; i = (i + 1) & mask) {
      const home = spread(keys[slots[i] - 1]) & mask
      if (((i - home) & mask) < ((i - hole) & mask)) continue
      slots[hole] = slots[i]
      hole = i
    }
    slots[hole] = 0
  }

  private place(key: number, row: ConversationId): void {
    const { slots, mask } = this
    let i = spread(key) & mask
    while (slots[i] !== 0) i = (i + 1) & mask
    slots[i] = row + 1
  }

  private grow(keys: Float64Array): void {
    const old = this.slots
    this.sought = Number.NaN
    this.slots = new Int32Array(old.length * 2)
    this.mask = this.slots.length - 1
    for (const slot of old) if (slot !== 0) this.place(keys[slot - 1], (slot - 1) as ConversationId)
  }
}

/** Fibonacci hashing of the low and high words; most keys have a low one only. */
function spread(key: number): number {
  const low = key | 0
  const mixed = Math.imul(low === key ? low : low ^ Math.floor(key / 4294967296), 0x9e3779b1)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
