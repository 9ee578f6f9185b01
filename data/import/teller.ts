import { type AgentId, Cause, Entry, Loss, NEVER, Target, type Time } from '../../core/index.ts'
import { type Cast, type Life, Lives, NO_LABEL, type Opening } from '../index.ts'

/** A log that knows no skills. */
export const NO_SKILL = -1

/** A log names people and no rules: all are human, open at all hours, chosen nobody knows how. */
const people: Cast = { isBot: () => false, openTime: () => Number.NaN, ways: [] }

/** What a mapping assumes, ms; null for never and none. */
export interface Assumptions {
  readonly closeAfter: number | null
  readonly target: number | null
  /** End of the record. */
  readonly until: number
}

/**
 * Conversations told from who did what when. What a log does not say is read from that: one waits in
 * the queue until its first reply, is held by whoever replied last, and closes when it was quiet
 * for long enough. Nothing is said about presence or decisions.
 */
export class Teller {
  readonly lives = new Lives(people)
  private readonly assumed: Assumptions

  constructor(assumed: Assumptions) {
    this.assumed = assumed
  }

  begin(opening: Opening): Life {
    const { at, opener } = opening
    const life = this.lives.open(opening)
    if (opener === undefined) this.lives.queued(life, at, Entry.opened, NEVER, false)
    else this.lives.assigned(life, at, opener as AgentId, NO_LABEL)
    return life
  }

  consumerWrote(life: Life, at: number): void {
    const isOwed = life.turn >= 0
    this.lives.consumerWrote(life, at)
    const { target } = this.assumed
    if (!isOwed && target !== null) this.lives.dueSet(life, (at + target) as Time, Target.default)
  }

  /** Whoever replied last holds it; the first to reply took it out of the queue. */
  agentWrote(life: Life, at: number, agent: number, wroteAt?: number): void {
    this.heldBy(life, at, agent as AgentId)
    this.lives.agentWrote(life, at, agent as AgentId, wroteAt)
  }

  /** An agent has it from now on. */
  heldBy(life: Life, at: number, agent: AgentId): void {
    const { lives } = this
    const isQueued = Number.isNaN(life.heldSince)
    if (isQueued) lives.assigned(life, at, agent, NO_LABEL)
    else if (agent !== life.holder) {
      lives.toAgent(life, at, life.holder, agent)
      lives.lost(life, at, Loss.transferred)
      lives.assigned(life, at, agent, NO_LABEL, 'transferred')
    }
  }

  /** Nothing more is known of it after its last message. */
  quiet(life: Life, lastAt: number): void {
    const { closeAfter } = this.assumed
    this.end(life, closeAfter === null ? undefined : lastAt + closeAfter, Cause.inactivity)
  }

  /** Closed then, if the record goes on for so long; still owed, it is missed once its due passed. */
  end(life: Life, closedAt: number | undefined, cause: Cause): void {
    const { lives } = this
    const { until } = this.assumed
    const at = closedAt ?? Infinity
    if (life.due < Math.min(at, until)) lives.overdue(life, life.due, life.holder, life.skill)
    if (at <= until) lives.closed(life, at, cause)
  }
}
