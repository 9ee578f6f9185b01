import type { Time } from './units.ts'

/** How far back is looked, ms (SEMANTICS.md §26.4). */
export const WINDOW = 1_800_000
/** Forgotten instants that are carried along before the room is used again. */
const SLACK = 1024

/** Something that happened, and whether it was as it should be. */
export interface Happened {
  readonly at: Time
  readonly onTime: boolean
}

/** What happened within the last half hour, in order: how much, and how much of it on time. */
export class Recent {
  private all: Happened[] = []
  /** The first that is not forgotten. */
  private first = 0
  private onTime = 0

  add(at: Time, onTime: boolean): void {
    this.all.push({ at, onTime })
    this.onTime += Number(onTime)
    this.forget(at)
  }

  count(now: Time): number {
    this.forget(now)
    return this.all.length - this.first
  }

  /** Share that was on time, null without any. */
  rate(now: Time): number | null {
    const count = this.count(now)
    return count === 0 ? null : this.onTime / count
  }

  keep(now: Time): readonly Happened[] {
    this.forget(now)
    return this.all.slice(this.first)
  }

  restore(all: readonly Happened[]): void {
    this.all = [...all]
    this.first = 0
    this.onTime = all.filter(({ onTime }) => onTime).length
  }

  private forget(now: Time): void {
    const { all } = this
    while (this.first < all.length && all[this.first].at <= now - WINDOW)
      this.onTime -= Number(all[this.first++].onTime)
    if (this.first < SLACK || this.first * 2 < all.length) return
    all.splice(0, this.first)
    this.first = 0
  }
}
