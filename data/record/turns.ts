import { type AgentId, Cause, NEVER } from '../../core/index.ts'
import { Builder } from '../builder.ts'
import { type DataOf, outcomes, tables, turnKinds } from '../tables.ts'
import type { Life } from './lives.ts'

const outcomeCode = { met: 0, missed: 1 } satisfies Record<(typeof outcomes)[number], 0 | 1>

/** Turns: from the first unanswered message to the reply, and how they did against their due. */
export class Turns {
  private readonly turns = new Builder(tables.turns)

  finish(): DataOf<'turns'> {
    return this.turns.finish()
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
  dueMoved({ due, turn }: Life): void {
    const t = this.turns.columns
    if (turn < 0 || !Number.isNaN(t.outcome_at[turn])) return
    t.due_at[turn] = due === NEVER ? Number.NaN : due
  }

  skillChanged({ skill, turn }: Life): void {
    if (turn >= 0) this.turns.columns.skill[turn] = skill
  }

  /** The due passed while owed: missed, once, at the due, whoever replies later. */
  overdue({ turn }: Life, at: number, agent: number, skill: number): void {
    if (turn >= 0 && Number.isNaN(this.turns.columns.outcome_at[turn]))
      this.decide(turn, outcomeCode.missed, at, agent, skill)
  }

  /** The first agent message of an open turn. Returns the response time, NaN if nobody asked. */
  answer(life: Life, at: number, agent: AgentId): number {
    const { skill, turn } = life
    const t = this.turns.columns
    t.answered_at[turn] = at
    t.agent[turn] = agent
    if (agent === life.holder) t.assigned_at[turn] = life.heldSince
    if (t.kind[turn] === turnKinds.indexOf('consumer')) t.response_ms[turn] = at - t.opened_at[turn]
    this.judge(life, at, () => this.decide(turn, outcomeCode.met, at, agent, skill))
    life.turn = -1
    return t.response_ms[turn]
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
