/** The time, and one thing to do later. Nothing else in this folder knows a clock or a timer. */
export interface Clock {
  /** ms since 1970 UTC */
  now(): number
  /** Does something at an instant, or a minute from now if that is earlier; replaces what was set. */
  wakeAt(instant: number, act: () => void): void
  /** Does something after a pause, ms. */
  after(pause: number, act: () => void): void
  stop(): void
}

/** Node's timers fail beyond 24 days; a minute also bounds how late a clock that was set is noticed. */
const LONGEST = 60_000

/** The machine's clock. */
export function wallClock(): Clock {
  let timer: NodeJS.Timeout | undefined
  const pauses = new Set<NodeJS.Timeout>()
  return {
    now: () => Date.now(),
    wakeAt(instant, act) {
      clearTimeout(timer)
      timer = setTimeout(act, Math.min(LONGEST, Math.max(0, instant - Date.now())))
      timer.unref()
    },
    after(pause, act) {
      const one = setTimeout(() => {
        pauses.delete(one)
        act()
      }, pause)
      pauses.add(one)
    },
    stop() {
      clearTimeout(timer)
      for (const one of pauses) clearTimeout(one)
    },
  }
}

/** A clock that stands until it is moved: for tests. */
export class ManualClock implements Clock {
  private time: number
  private wake: { at: number; act: () => void } | null = null
  private pauses: { at: number; act: () => void }[] = []

  constructor(time: number) {
    this.time = time
  }

  now(): number {
    return this.time
  }

  wakeAt(instant: number, act: () => void): void {
    this.wake = { at: Math.min(instant, this.time + LONGEST), act }
  }

  after(pause: number, act: () => void): void {
    this.pauses.push({ at: this.time + pause, act })
  }

  stop(): void {
    this.wake = null
    this.pauses = []
  }

  /** Moves on to an instant, waking whoever is due on the way, in order. */
  moveTo(instant: number): void {
    for (;;) {
      const next = [...this.pauses, ...(this.wake ? [this.wake] : [])]
        .filter(({ at }) => at <= instant)
        .sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.time = Math.max(this.time, next.at)
      if (next === this.wake) this.wake = null
      else this.pauses = this.pauses.filter((one) => one !== next)
      next.act()
    }
    this.time = Math.max(this.time, instant)
  }
}
