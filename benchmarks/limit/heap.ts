const HOLE = Number.POSITIVE_INFINITY

/**
 * Future events of the limit programs, earliest first: a 4-ary heap on typed arrays that chooses the
 * smaller child by arithmetic, for V8 would branch. Ties are in no order: times are doubles.
 */
export class Heap {
  size = 0
  /** Entry 0 is the earliest; HOLE from `size` on. */
  readonly at: Float64Array
  readonly who: Int32Array

  constructor(room: number) {
    this.at = new Float64Array(room + 4).fill(HOLE)
    this.who = new Int32Array(room + 4)
  }

  /** @throws RangeError if there is no room. */
  add(time: number, subject: number): void {
    const { at, who } = this
    let hole = this.size++
    if (hole === at.length - 4) throw new RangeError(`more than ${hole} events`)
    while (hole > 0) {
      const parent = (hole - 1) >> 2
      if (at[parent] <= time) break
      at[hole] = at[parent]
      who[hole] = who[parent]
      hole = parent
    }
    at[hole] = time
    who[hole] = subject
  }

  /** In the place of the earliest. */
  replace(time: number, subject: number): void {
    const { at, size, who } = this
    let hole = 0
    for (let child = 1; child < size; child = 4 * hole + 1) {
      const left = child + +(at[child + 1] < at[child])
      const right = child + 2 + +(at[child + 3] < at[child + 2])
      const least = left + (right - left) * +(at[right] < at[left])
      if (!(at[least] < time)) break
      at[hole] = at[least]
      who[hole] = who[least]
      hole = least
    }
    at[hole] = time
    who[hole] = subject
  }

  pop(): void {
    const { at, who } = this
    const last = --this.size
    const time = at[last]
    at[last] = HOLE
    if (last > 0) this.replace(time, who[last])
  }
}
