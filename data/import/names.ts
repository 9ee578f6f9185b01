/** Names as whole numbers: known ones have theirs, new ones the next. */
export class Names {
  private readonly keys = new Map<string, number>()
  private readonly own: number
  private next: number

  /**
   * @param known names that have a number already.
   * @param own a whole number up to this is its own: whoever wrote it knew the numbers.
   */
  constructor(known: Iterable<readonly [name: string, key: number]> = [], own = 0) {
    this.own = own
    let most = own
    for (const [name, key] of known) {
      this.keys.set(name, key)
      most = Math.max(most, key)
    }
    this.next = most + 1
  }

  keyOf(name: string): number {
    const known = this.keys.get(name)
    if (known !== undefined) return known
    const isOwn = /^\d{1,15}$/.test(name) && Number(name) <= this.own
    const key = isOwn ? Number(name) : this.next++
    this.keys.set(name, key)
    return key
  }

  /** All of them, ascending by key. */
  get all(): (readonly [name: string, key: number])[] {
    return [...this.keys].sort((a, b) => a[1] - b[1])
  }
}
