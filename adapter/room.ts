/** Bytes that stay free: below, nothing is taken. */
const RESERVE = 268_435_456
/** How often the room is looked at, ms. */
const LOOK = 1000

/** There is no room: what is known can be read, and nothing is taken until there is. */
export class ReadOnly extends Error {
  constructor() {
    super('the disk is full: nothing is taken until there is room')
  }
}

/** Whether there is room on the disk for more; it says so when that changes. */
export class Room {
  private full = false
  private lookedAt = -Infinity
  private readonly free: () => number
  private readonly say: (words: string) => void
  private readonly reserve: number

  /** @param free bytes that are free. */
  constructor(free: () => number, say: (words: string) => void, reserve = RESERVE) {
    this.free = free
    this.say = say
    this.reserve = reserve
  }

  get isFull(): boolean {
    return this.full
  }

  /** When to look again. */
  get next(): number {
    return this.lookedAt + LOOK
  }

  /** Looks from time to time, and finds by itself that there is room again. */
  look(now: number): void {
    if (now < this.next && now >= this.lookedAt) return
    this.lookedAt = now
    const free = this.free()
    if (free < this.reserve) this.fill(now, `${Math.floor(free / 1_048_576)} MiB are left`)
    else if (this.full) {
      this.full = false
      this.say('there is room again: the desk takes what comes')
    }
  }

  /** Something could not be written. */
  fill(now: number, why: string): void {
    this.lookedAt = now
    if (!this.full) this.say(`the desk is read-only until there is room: ${why}`)
    this.full = true
  }
}
