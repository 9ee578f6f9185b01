import type { Needs } from './needs.ts'
import type { NeedId } from './units.ts'

/** Needs to look at, each once. Its room is kept: setting an array's length gives it away. */
export class Worklist {
  size = 0
  private readonly needs: NeedId[] = []
  private readonly listed: boolean[] = []

  at(i: number): NeedId {
    return this.needs[i]
  }

  add(need: NeedId): void {
    if (this.listed[need]) return
    this.listed[need] = true
    this.needs[this.size++] = need
  }

  remove(i: number): void {
    this.listed[this.needs[i]] = false
    this.needs[i] = this.needs[--this.size]
  }

  /** By what they ask, whatever order they came in. */
  sort(all: Needs): void {
    const { needs, size } = this
    for (let i = 1; i < size; i++)
      for (let j = i; j > 0 && all.before(needs[j], needs[j - 1]); j--)
        [needs[j], needs[j - 1]] = [needs[j - 1], needs[j]]
  }

  clear(): void {
    for (let i = 0; i < this.size; i++) this.listed[this.needs[i]] = false
    this.size = 0
  }
}
