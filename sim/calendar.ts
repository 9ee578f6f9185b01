/** Sets between two renumberings: the low 22 bits of a key. */
const SETS = 2 ** 22
/** A key is exact within 2³¹ ms (24.8 days) of the base: 31 and 22 are the 53 bits of a number. */
const SPAN = 2 ** 31
/** Kinds of entries: the low three bits of `what`. */
const KINDS = 8
const FIRST_ROOM = 256
/** The last parent may look at three children that are not there. */
const SPARE = 4

interface Entry {
  readonly time: number
  /** `whom` × 8 + `kind`. */
  readonly what: number
}

/**
 * Future events in total order: by time, then in the order in which they were set. `take` moves the
 * first entry into the fields.
 *
 * A 4-ary heap on typed arrays. Its key packs both: (time − base) × 2²² + number of the set. What
 * lies further than a key reaches waits in a list of its own. When the numbers are used up, or the
 * near entries are, all of them are numbered afresh from the earliest time on.
 */
export class Calendar {
  time = 0
  kind = 0
  whom = 0
  /** Time of the first entry, Infinity without one; of the one taken while there is a hole. */
  private first = Number.POSITIVE_INFINITY
  private size = 0
  private sets = 0
  private base = 0
  /** Whether the first entry is taken already: whatever is set next takes its place. */
  private hasHole = false
  /** Infinity from `size` on. */
  private keys = new Float64Array(FIRST_ROOM).fill(Number.POSITIVE_INFINITY)
  private whats = new Float64Array(FIRST_ROOM)
  /** Beyond the span from `base`, hence after every near one; equal times in order. */
  private far: Entry[] = []

  /** Time of the next entry, Infinity without one. */
  get next(): number {
    if (this.hasHole) this.closeHole()
    return this.first
  }

  /**
   * @param time whole ms @param kind 0 to 7 @param whom a whole number, not negative
   * @throws RangeError if the time is not whole: its order would be lost in the key.
   */
  set(time: number, kind: number, whom: number): void {
    if (this.sets === SETS) this.renumber()
    const offset = time - this.base
    const isExact = Math.floor(offset) === offset && offset < SPAN && offset > -SPAN
    if (!isExact) return this.setFar(time, kind, whom)
    const key = offset * SETS + this.sets++
    const what = whom * KINDS + kind
    if (this.hasHole) {
      this.hasHole = false
      this.sink(key, what)
    } else this.rise(key, what)
  }

  /** Takes the next entry out, into `time`, `kind` and `whom`. */
  take(): void {
    this.time = this.next
    const what = this.whats[0]
    this.kind = what & (KINDS - 1)
    this.whom = Math.floor(what / KINDS)
    this.hasHole = true
  }

  /** From the root down, past the smaller children; chosen by arithmetic, for V8 would branch. */
  private sink(key: number, what: number): void {
    const { keys, size, whats } = this
    let hole = 0
    for (let child = 1; child < size; child = 4 * hole + 1) {
      const left = child + +(keys[child + 1] < keys[child])
      const right = child + 2 + +(keys[child + 3] < keys[child + 2])
      const least = left + (right - left) * +(keys[right] < keys[left])
      if (keys[least] > key) break
      keys[hole] = keys[least]
      whats[hole] = whats[least]
      hole = least
    }
    keys[hole] = key
    whats[hole] = what
    this.first = timeOf(keys[0], this.base)
  }

  /** From the end up, past the parents that come later. */
  private rise(key: number, what: number): void {
    if (this.size + SPARE === this.keys.length) this.widen()
    const { keys, whats } = this
    let hole = this.size++
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      if (keys[parent] < key) break
      keys[hole] = keys[parent]
      whats[hole] = whats[parent]
      hole = parent
    }
    keys[hole] = key
    whats[hole] = what
    if (hole === 0) this.first = timeOf(key, this.base)
  }

  private closeHole(): void {
    this.hasHole = false
    const last = --this.size
    const key = this.keys[last]
    this.keys[last] = Number.POSITIVE_INFINITY
    this.first = Number.POSITIVE_INFINITY
    if (last > 0) this.sink(key, this.whats[last])
    else if (this.far.length > 0) this.renumber()
  }

  private setFar(time: number, kind: number, whom: number): void {
    if (!Number.isSafeInteger(time)) throw new RangeError(`calendar: ${time} is no whole ms`)
    if (this.hasHole) {
      this.closeHole()
      // The base may have moved: near, perhaps, by now.
      return this.set(time, kind, whom)
    }
    this.far.push({ time, what: whom * KINDS + kind })
    if (time < this.base || this.size === 0) this.renumber()
  }

  /** All entries from the earliest on, numbered in order. A sorted list is a heap. */
  private renumber(): void {
    if (this.hasHole) this.closeHole()
    const entries = [...this.near(), ...this.far].sort((a, b) => a.time - b.time)
    this.base = entries.length > 0 ? entries[0].time : 0
    const beyond = entries.findIndex(({ time }) => time - this.base >= SPAN)
    const count = beyond < 0 ? entries.length : beyond
    if (count >= SETS) throw new RangeError(`calendar: ${count} entries, at most ${SETS - 1}`)
    this.far = entries.slice(count)
    while (count + SPARE > this.keys.length) this.widen()
    this.keys.fill(Number.POSITIVE_INFINITY)
    for (let i = 0; i < count; i++) {
      this.keys[i] = (entries[i].time - this.base) * SETS + i
      this.whats[i] = entries[i].what
    }
    this.size = this.sets = count
    this.first = count === 0 ? Number.POSITIVE_INFINITY : this.base
  }

  /** What the heap holds, in order. */
  private near(): Entry[] {
    const keys = this.keys.subarray(0, this.size)
    const places = Uint32Array.from(keys, (_, i) => i).sort((a, b) => keys[a] - keys[b])
    return Array.from(places, (i) => ({ time: timeOf(keys[i], this.base), what: this.whats[i] }))
  }

  private widen(): void {
    const { keys, whats } = this
    this.keys = new Float64Array(keys.length * 2).fill(Number.POSITIVE_INFINITY)
    this.keys.set(keys)
    this.whats = new Float64Array(whats.length * 2)
    this.whats.set(whats)
  }
}

function timeOf(key: number, base: number): number {
  return base + Math.floor(key / SETS)
}
