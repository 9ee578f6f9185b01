import type { Pace, Scenario } from '../scenarios/index.ts'
import type { ChatDraws } from './draws.ts'
import type { Life } from './lives.ts'
import type { Speeds } from './speeds.ts'
import { drawFor, Next, type Stage } from './stage.ts'

/** An agent's chats, in the order in which they end if nothing changes. */
interface Screen {
  /** What each chat has been worked off since the agent began, at its own pace. */
  done: number
  /** As of when. */
  since: number
  /** When the first of them ends as things are; what the calendar says beside it is out of date. */
  endsAt: number
  isStirred: boolean
  /** By end: how much must be done then, and which. */
  readonly ends: number[]
  readonly keys: number[]
}

/**
 * Several chats with one agent, each worked off at a pace that falls with how many there are. All of
 * an agent's chats progress alike, so that their order never changes: when the number changes, only
 * the end of the first is timed again, exactly.
 */
export class Chats {
  private readonly stage: Stage
  private readonly pace: (n: number) => number
  private readonly speeds: Float64Array
  private readonly screens: readonly Screen[]
  /** Agents whose first end must be timed again. */
  private readonly stirred: number[] = []

  /** @param speeds by agent. */
  constructor(stage: Stage, speeds: Float64Array, pace: Pace) {
    this.stage = stage
    this.speeds = speeds
    this.pace = paceOf(pace)
    const idle = () => ({
      ...{ done: 0, since: 0, endsAt: Number.NaN, isStirred: false },
      ...{ ends: [] as number[], keys: [] as number[] },
    })
    this.screens = Array.from({ length: speeds.length }, idle)
  }

  /** The agent got one more. */
  add(agent: number, life: Life): void {
    const screen = this.advance(agent)
    const { work } = life.draws as ChatDraws
    life.work = work(drawFor(this.stage.streams.attention, life, 0))
    const end = screen.done + life.work
    let place = screen.ends.length
    while (place > 0 && screen.ends[place - 1] > end) place--
    screen.ends.splice(place, 0, end)
    screen.keys.splice(place, 0, life.key)
  }

  /** The agent has one less, whatever ended it. */
  remove(agent: number, life: Life): void {
    const screen = this.advance(agent)
    const place = screen.keys.indexOf(life.key)
    if (place < 0) return
    screen.ends.splice(place, 1)
    screen.keys.splice(place, 1)
    // Small numbers stay exact.
    if (screen.keys.length === 0) screen.done = 0
  }

  /** The chat that ends now, unless what the calendar said is out of date. */
  ended(agent: number): Life | undefined {
    const screen = this.screens[agent]
    if (screen.endsAt !== this.stage.clock.now) return undefined
    screen.endsAt = Number.NaN
    return this.stage.lives.find(screen.keys[0])
  }

  /** Times the first end anew of every agent whose chats changed. */
  settle(): void {
    const { calendar, clock } = this.stage
    for (const agent of this.stirred) {
      const screen = this.screens[agent]
      screen.isStirred = false
      screen.endsAt = Number.NaN
      if (screen.keys.length === 0) continue
      const left = Math.max(0, screen.ends[0] - screen.done) / this.speed(agent, screen.keys.length)
      screen.endsAt = clock.now + Math.round(left)
      calendar.set(screen.endsAt, Next.done, agent)
    }
    this.stirred.length = 0
  }

  private speed(agent: number, n: number): number {
    return this.pace(n) * this.speeds[agent]
  }

  private advance(agent: number): Screen {
    const screen = this.screens[agent]
    const { now } = this.stage.clock
    const n = screen.keys.length
    if (n > 0) screen.done += (now - screen.since) * this.speed(agent, n)
    screen.since = now
    if (!screen.isStirred) this.stirred.push(agent)
    screen.isStirred = true
    return screen
  }
}

function paceOf(pace: Pace): (n: number) => number {
  if ('shared' in pace) return (n) => pace.shared / n
  const { each } = pace
  return (n) => each[Math.min(n, each.length) - 1]
}

/**
 * Null where nobody chats.
 * @throws RangeError if chats are worked off in two ways: an agent has them all at once.
 */
export function chatsOf(stage: Stage, { demand }: Scenario, speeds: Speeds): Chats | null {
  const paces = demand.flatMap(({ conversation: one }) => (one.model === 'chat' ? [one.pace] : []))
  if (new Set(paces.map((pace) => JSON.stringify(pace))).size > 1)
    throw new RangeError('demand: chats of one scenario have one pace, these have several')
  return paces.length > 0 ? new Chats(stage, speeds.own, paces[0]) : null
}
