import { widened } from './columns.ts'
import { NEVER, type Time } from './units.ts'

/** Most kinds of moments that there may be. */
const KINDS = 32

/**
 * A binary heap of (at, kind, tie) in which each pair of kind and row stands at most once and can be
 * moved or cancelled in place.
 */
export class Moments {
  private size = 0
  private instant = new Float64Array(16)
  private tie = new Float64Array(16)
  private row = new Int32Array(16)
  private kind = new Uint8Array(16)
  /** By kind: place in the heap + 1 of each row, 0 for none. */
  private readonly places = Array.from({ length: KINDS }, () => new Int32Array(0))
  /** By row: the kinds that stand, a bit each. */
  private standing = new Int32Array(16)

  /** The next instant, NEVER if nothing is due. */
  get next(): Time {
    return (this.size === 0 ? NEVER : this.instant[0]) as Time
  }
  get nextKind(): number {
    return this.kind[0]
  }
  get nextRow(): number {
    return this.row[0]
  }

  /** Whether no row was ever due for this. */
  none(kind: number): boolean {
    return this.places[kind].length === 0
  }

  /** When `row` is due, NEVER if it is not. */
  at(kind: number, row: number): Time {
    const places = this.places[kind]
    const i = row < places.length ? places[row] - 1 : -1
    return (i < 0 ? NEVER : this.instant[i]) as Time
  }

  /** Sets or moves the deadline of `row`; ties at one instant and kind run by `tie`. */
  set(kind: number, row: number, at: Time, tie: number): void {
    if (row >= this.places[kind].length)
      this.places[kind] = widened(this.places[kind], Math.max(16, row * 2))
    let i = this.places[kind][row] - 1
    if (i < 0) i = this.append(kind, row, tie)
    else if (this.instant[i] === at && this.tie[i] === tie) return
    this.tie[i] = tie
    this.instant[i] = at
    this.down(this.up(i))
  }

  cancel(kind: number, row: number): void {
    if (row < this.standing.length && (this.standing[row] & (1 << kind)) !== 0)
      this.remove(kind, row)
  }

  /** Cancels all of some kinds, a bit each. */
  cancelAll(kinds: number, row: number): void {
    if (row >= this.standing.length) return
    for (let left = this.standing[row] & kinds; left !== 0; left &= left - 1)
      this.remove(31 - Math.clz32(left & -left), row)
  }

  private remove(kind: number, row: number): void {
    const places = this.places[kind]
    const i = places[row] - 1
    places[row] = 0
    this.standing[row] &= ~(1 << kind)
    const last = --this.size
    if (i === last) return
    this.move(last, i)
    this.down(this.up(i))
  }

  private append(kind: number, row: number, tie: number): number {
    if (this.size === this.instant.length) this.widen()
    const i = this.size++
    this.tie[i] = tie
    this.row[i] = row
    this.kind[i] = kind
    this.places[kind][row] = i + 1
    if (row >= this.standing.length) this.standing = widened(this.standing, row * 2)
    this.standing[row] |= 1 << kind
    return i
  }

  private up(from: number): number {
    let i = from
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!this.before(i, parent)) break
      this.swap(i, parent)
      i = parent
    }
    return i
  }

  private down(from: number): void {
    let i = from
    for (;;) {
      let child = 2 * i + 1
      if (child >= this.size) return
      if (child + 1 < this.size && this.before(child + 1, child)) child++
      if (!this.before(child, i)) return
      this.swap(i, child)
      i = child
    }
  }

  private before(a: number, b: number): boolean {
    const { instant, kind, tie } = this
    if (instant[a] !== instant[b]) return instant[a] < instant[b]
    return kind[a] !== kind[b] ? kind[a] < kind[b] : tie[a] < tie[b]
  }

  private swap(a: number, b: number): void {
    const at = this.instant[a]
    const tie = this.tie[a]
    const row = this.row[a]
    const kind = this.kind[a]
    this.move(b, a)
    this.instant[b] = at
    this.tie[b] = tie
    this.row[b] = row
    this.kind[b] = kind
    this.places[kind][row] = b + 1
  }

  private move(from: number, to: number): void {
    this.instant[to] = this.instant[from]
    this.tie[to] = this.tie[from]
    this.row[to] = this.row[from]
    this.kind[to] = this.kind[from]
    this.places[this.kind[to]][this.row[to]] = to + 1
  }

  private widen(): void {
    const room = this.instant.length * 2
    this.instant = widened(this.instant, room)
    this.tie = widened(this.tie, room)
    this.row = widened(this.row, room)
    this.kind = widened(this.kind, room)
  }
}
