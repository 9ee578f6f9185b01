import { type Config, Presence } from '../../core/index.ts'

/** What a warm-up remembers of an agent. */
interface Start {
  isOn: boolean
  loggedInAt: number
  lastGivenAt: number
  lastAssignedAt: number
  given: number
  carried: number
}

/** When the gates of agents’ warm-ups open (SEMANTICS.md §13), told again from what happened. */
export class WarmUps {
  private readonly starts: Start[] = []
  config: Config

  constructor(config: Config) {
    this.config = config
  }

  /** When the gate opens that is closed before; −∞ where none is. */
  opensAt(agent: number): number {
    const { warmUp } = this.config
    const { given, isOn, lastGivenAt, loggedInAt } = this.of(agent)
    if (!isOn || warmUp === null) return Number.NEGATIVE_INFINITY
    const { accumulate, interval, maxDuration } = warmUp
    const last = lastGivenAt - loggedInAt
    const used = accumulate ? given : last < 0 ? 0 : 1 + Math.floor(last / interval)
    return loggedInAt + Math.min(used * interval, maxDuration)
  }

  /** `held`: what the agent has then. */
  presence(agent: number, at: number, before: number, now: number, held: number): void {
    if (before === now) return
    const start = this.of(agent)
    if (now === Presence.offline) start.isOn = false
    if (before !== Presence.offline) return
    const { agents, botWarmUp, warmUp } = this.config
    start.loggedInAt = at
    start.given = 0
    start.lastGivenAt = Number.NEGATIVE_INFINITY
    start.carried = warmUp?.countCarried === false ? 0 : held
    const isCold = warmUp !== null && at - start.lastAssignedAt >= warmUp.cooldown
    start.isOn = isCold && (botWarmUp || !agents[agent].isBot)
    this.endIfFull(agent)
  }

  /** One from the queue was assigned, or is proposed. */
  gave(agent: number, at: number, isAssigned: boolean): void {
    const start = this.of(agent)
    if (isAssigned) start.lastAssignedAt = at
    start.given++
    start.lastGivenAt = at
    this.endIfFull(agent)
  }

  private endIfFull(agent: number): void {
    const start = this.of(agent)
    if (start.carried + start.given >= this.config.agents[agent].maxSlots / 1000) start.isOn = false
  }

  private of(agent: number): Start {
    return (this.starts[agent] ??= {
      ...{ isOn: false, loggedInAt: 0, given: 0, carried: 0 },
      lastGivenAt: Number.NEGATIVE_INFINITY,
      lastAssignedAt: Number.NEGATIVE_INFINITY,
    })
  }
}
