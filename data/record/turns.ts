import { type AgentId, Cause, NEVER, Target, type Time } from '../../core/index.ts'
import { Builder } from '../builder.ts'
import { agentKinds, type DataOf, outcomes, tables, turnKinds } from '../tables.ts'
import type { Cast, Life } from './life.ts'

const outcomeCode = { met: 0, missed: 1 } satisfies Record<(typeof outcomes)[number], 0 | 1>
const human = agentKinds.indexOf('human')
const bot = agentKinds.indexOf('bot')
/** The longest effort that a reply is believed to have taken, where nobody saw it (METRICS §4.2). */
const LONGEST_EFFORT = 600_000

/** Who replies and what is known of it beside the life. */
export interface Reply {
  readonly at: number
  readonly agent: AgentId
  readonly isBot: boolean
  /** The first message after a takeover or a resume. */
  readonly isExempt: boolean
  /** When the agent last wrote in any conversation. */
  readonly lastWroteAt: number
}

/** Turns: from the first unanswered message to the reply, and how they did against their due. */
export class Turns {
  private readonly turns = new Builder(tables.turns)
  private readonly cast: Cast

  constructor(cast: Cast) {
    this.cast = cast
  }

  finish(): DataOf<'turns'> {
    return this.turns.finish()
  }

  /** Forgets the rows. */
  clear(): void {
    this.turns.clear()
  }

  /** Opens a turn of a conversation that has none open. Returns how many it has had. */
  open(life: Life, at: number, kind: (typeof turnKinds)[number]): number {
    const turn = this.turns.add()
    const t = this.turns.columns
    life.turn = turn
    t.conversation[turn] = life.key
    t.turn[turn] = life.turns++
    t.kind[turn] = turnKinds.indexOf(kind)
    t.opened_skill[turn] = t.skill[turn] = life.skill
    t.opened_at[turn] = at
    this.dueMoved(life)
    return life.turns
  }

  /** The due in force changed: it is the turn's, until the turn's outcome is certain. */
  dueMoved({ due, dueBy, targetDue, turn }: Life): void {
    const t = this.turns.columns
    if (turn < 0 || !Number.isNaN(t.outcome_at[turn])) return
    t.due_at[turn] = orNone(due)
    t.due_by[turn] = dueBy < 0 ? 255 : dueBy
    t.target_due_at[turn] = orNone(dueBy === Target.manual ? targetDue : due)
  }

  skillChanged({ skill, turn }: Life): void {
    if (turn >= 0) this.turns.columns.skill[turn] = skill
  }

  /** The due passed while owed: missed, once, at the due, whoever replies later. */
  overdue({ turn }: Life, at: number, agent: number, skill: number): void {
    if (turn >= 0 && Number.isNaN(this.turns.columns.outcome_at[turn]))
      this.decide(turn, outcomeCode.missed, at, agent, skill)
  }

  /** The first agent message of an open turn. Returns the response time, NaN if there is none. */
  answer(life: Life, reply: Reply): number {
    const { agent, at, isBot } = reply
    const { skill, turn } = life
    const t = this.turns.columns
    t.answered_at[turn] = at
    t.agent[turn] = agent
    t.kind_of_agent[turn] = isBot ? bot : human
    t.is_exempt[turn] = Number(reply.isExempt)
    const isHolder = agent === life.holder
    if (isHolder) t.assigned_at[turn] = life.heldSince
    const began = Math.max(t.opened_at[turn], isHolder ? life.heldSince : 0, reply.lastWroteAt)
    t.effort_ms[turn] = Math.min(LONGEST_EFFORT, at - began)
    if (t.kind[turn] === turnKinds.indexOf('consumer') && !reply.isExempt)
      this.respond(turn, skill, at)
    this.judge(life, at, () => this.decide(turn, outcomeCode.met, at, agent, skill))
    life.turn = -1
    return t.response_ms[turn]
  }

  /** The clocks of the first reply of a segment, of a human, and of a human after a bot. */
  first(turn: number, clocks: { segment: number; human: number; bot: number }): void {
    const t = this.turns.columns
    t.first_reply_ms[turn] = clocks.segment
    t.first_response_ms[turn] = clocks.human
    t.from_bot_ms[turn] = clocks.bot
  }

  /**
   * Closed while owed. A consumer who leaves before the due decides nothing; anybody else who closes
   * on them has missed it, so that closing unanswered never improves the rate (METRICS.md §4.7).
   */
  withdraw(life: Life, at: number, cause: Cause): void {
    const { holder, skill, turn } = life
    if (turn < 0) return
    this.turns.columns.withdrawn_at[turn] = at
    this.judge(life, at, () => {
      if (cause !== Cause.consumer) this.decide(turn, outcomeCode.missed, at, holder, skill)
    })
    life.turn = -1
  }

  private respond(turn: number, skill: number, at: number): void {
    const t = this.turns.columns
    t.response_ms[turn] = at - t.opened_at[turn]
    t.open_hours_ms[turn] = this.cast.openTime(skill, t.opened_at[turn], at)
  }

  /** Without a due there is no outcome; past the due it is missed already. */
  private judge({ holder, skill, turn }: Life, at: number, inTime: () => void): void {
    const t = this.turns.columns
    const due = t.due_at[turn]
    if (Number.isNaN(due) || !Number.isNaN(t.outcome_at[turn])) return
    if (at <= due) inTime()
    else this.decide(turn, outcomeCode.missed, due, holder, skill)
  }

  private decide(turn: number, outcome: number, at: number, agent: number, skill: number): void {
    const t = this.turns.columns
    t.outcome[turn] = outcome
    t.outcome_at[turn] = at
    t.outcome_agent[turn] = agent
    t.outcome_skill[turn] = skill
  }
}

const orNone = (due: Time): number => (due === NEVER ? Number.NaN : due)
