/**
 * Future events in total order: by time, then in the order in which they were set. A binary heap on
 * typed arrays; `take` moves the first entry into the fields.
 */
export class Calendar {
  time = 0
  kind = 0
  whom = 0
  private size = 0
  private sequence = 0
  private at = new Float64Array(256)
  private seq = new Float64Array(256)
  private kinds = new Uint8Array(256)
  private whoms = new Float64Array(256)

  /** Time of the next entry, Infinity without one. */
  get next(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.at[0]
  }

  set(time: number, kind: number, whom: number): void {
    if (this.size === this.at.length) this.widen()
    let i = this.size++
    const seq = this.sequence++
    // Its sequence is the highest: only a later time gives way.
    while (i > 0 && this.at[(i - 1) >> 1] > time) {
      this.move((i - 1) >> 1, i)
      i = (i - 1) >> 1
    }
    this.put(i, time, seq, kind, whom)
  }

  /** Takes the next entry out, into `time`, `kind` and `whom`. */
  take(): void {
    this.time = this.at[0]
    this.kind = this.kinds[0]
    this.whom = this.whoms[0]
    const last = --this.size
    const time = this.at[last]
    const seq = this.seq[last]
    let i = 0
    for (let child = 1; child < last; child = 2 * i + 1) {
      if (child + 1 < last && this.before(child + 1, child)) child++
      if (time < this.at[child] || (time === this.at[child] && seq < this.seq[child])) break
      this.move(child, i)
      i = child
    }
    this.put(i, time, seq, this.kinds[last], this.whoms[last])
  }

  private before(a: number, b: number): boolean {
    return this.at[a] === this.at[b] ? this.seq[a] < this.seq[b] : this.at[a] < this.at[b]
  }

  private move(from: number, to: number): void {
    this.put(to, this.at[from], this.seq[from], this.kinds[from], this.whoms[from])
  }

  private put(i: number, time: number, seq: number, kind: number, whom: number): void {
    this.at[i] = time
    this.seq[i] = seq
    this.kinds[i] = kind
    this.whoms[i] = whom
  }

  private widen(): void {
    const wide = <Column extends Float64Array | Uint8Array>(column: Column): Column => {
      const room = new (column.constructor as new (n: number) => Column)(column.length * 2)
      room.set(column)
      return room
    }
    this.at = wide(this.at)
    this.seq = wide(this.seq)
    this.kinds = wide(this.kinds)
    this.whoms = wide(this.whoms)
  }
}
