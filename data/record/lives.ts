import { type AgentId, Cause, Entry, Loss, Move, NO_AGENT } from '../../core/index.ts'
import type { SkillId, Time } from '../../core/index.ts'
import { Builder } from '../builder.ts'
import { type authors, type DataOf, type openers, tables, targetKinds } from '../tables.ts'
import { type Cast, type Life, newLife } from './life.ts'
import { Places, startCode } from './places.ts'
import { Turns } from './turns.ts'

const authorCode = { consumer: 0, agent: 1 } satisfies Record<(typeof authors)[number], 0 | 1>
const openerCode = { consumer: 0, agent: 1 } satisfies Record<(typeof openers)[number], 0 | 1>
const fromQueue = targetKinds.indexOf('queue')

/** How a conversation begins. */
export interface Opening {
  readonly key: number
  readonly at: number
  readonly skill: number
  readonly consumer?: number
  readonly channel?: number
  /** The agent who opened it; missing: the consumer did. */
  readonly opener?: number
}

/**
 * Lives of conversations, told step by step: their turns, segments, messages and moves (METRICS.md
 * §1.3). Whoever tells, a router's trace or a foreign log, the same rows come of it.
 */
export class Lives {
  private readonly conversations = new Builder(tables.conversations)
  private readonly messages = new Builder(tables.messages)
  private readonly places: Places
  private readonly turns: Turns
  private readonly consumers = new Set<number>()
  private readonly lastWrote = new Map<number, number>()
  private readonly cast: Cast

  constructor(cast: Cast) {
    this.cast = cast
    this.places = new Places(cast.ways)
    this.turns = new Turns(cast)
  }

  /** What was told so far, as views upon what is told further. */
  finish(): {
    readonly conversations: DataOf<'conversations'>
    readonly turns: DataOf<'turns'>
    readonly segments: DataOf<'segments'>
    readonly messages: DataOf<'messages'>
    readonly moves: DataOf<'moves'>
  } {
    return {
      conversations: this.conversations.finish(),
      turns: this.turns.finish(),
      messages: this.messages.finish(),
      ...this.places.finish(),
    }
  }

  /** Forgets the rows, once all conversations are closed or over; what `finish` gave is void then. */
  clear(): void {
    this.conversations.clear()
    this.messages.clear()
    this.places.clear()
    this.turns.clear()
  }

  open({ at, channel = 0, consumer = -1, key, opener, skill }: Opening): Life {
    const row = this.conversations.add()
    const c = this.conversations.columns
    c.conversation[row] = key
    c.skill[row] = c.opened_skill[row] = skill
    c.opened_at[row] = at
    c.channel[row] = channel
    c.opened_by[row] = opener === undefined ? openerCode.consumer : openerCode.agent
    if (opener !== undefined) c.opener[row] = opener
    c.consumer_messages[row] = c.agent_messages[row] = c.bot_messages[row] = c.answers[row] = 0
    c.turns[row] = c.transfers[row] = c.returns[row] = c.human_holds[row] = 0
    if (consumer >= 0) {
      c.consumer[row] = consumer
      c.is_first_ever[row] = Number(!this.consumers.has(consumer))
      this.consumers.add(consumer)
    }
    const life = newLife(key, row, skill as SkillId, at)
    life.channel = channel
    life.isByAgent = opener !== undefined
    const start = opener === undefined ? Entry.opened : startCode('resumed')
    this.places.enterSkill(life, at, start)
    if (opener !== undefined) life.entry = start
    return life
  }

  queued(life: Life, at: number, entry: number, due: Time, opensTurn: boolean): void {
    const c = this.conversations.columns
    life.due = due
    if (life.dueBy < 0) life.dueBy = fromQueue
    // Kept for an agent while it waits, it is in the same queue as before.
    if (life.placeSegment < 0) {
      life.entry = entry
      life.enteredAt = at
      this.places.enterQueue(life, at)
    }
    if (entry === Entry.returned) c.returns[life.row]++
    // The consumer asked nothing, yet somebody must look at it: a transfer turn.
    if (opensTurn && life.turn < 0) c.turns[life.row] = this.turns.open(life, at, 'transfer')
    else this.turns.dueMoved(life)
  }

  /** `way`: a code of the cast's ways. `start`: what began it, if not its queue stay. */
  assigned(
    life: Life,
    at: number,
    agent: AgentId,
    way: number,
    start?: 'takenOver' | 'transferred',
  ): void {
    const c = this.conversations.columns
    const { row } = life
    if (start !== undefined) {
      life.entry = startCode(start)
      life.enteredAt = at
    }
    this.places.enterHands(life, at, agent, way)
    c.agent[row] = agent
    if (!this.cast.isBot(agent)) c.human_holds[row]++
    if (!Number.isNaN(c.assigned_at[row])) return
    c.first_agent[row] = agent
    c.assigned_at[row] = at
    c.wait_ms[row] = at - c.opened_at[row]
  }

  lost(life: Life, at: number, loss: number): void {
    if (loss !== Loss.closed && this.cast.isBot(life.holder))
      this.conversations.columns.bot_left_at[life.row] = at
    this.places.lose(life, at, loss)
  }

  /** An agent gave it to another. Its skill may change with it, which is told after. */
  toAgent(life: Life, at: number, by: number, to: number): void {
    life.suggestedFrom = life.skill
    this.places.moved(life, at, Move.agent, by, life.skill)
    this.places.destined({ agent: to })
  }

  transferred(life: Life, at: number, skill: SkillId, move: number, by: number): void {
    const c = this.conversations.columns
    c.transfers[life.row]++
    if (move === Move.agent) this.places.destined({ skill })
    else this.places.moved(life, at, move, by, skill)
    // Out of a queue nobody lost it: its stay ends here.
    this.places.leave(life, at, 'transferred')
    if (skill === life.skill) return
    c.skill[life.row] = life.skill = skill
    this.places.enterSkill(life, at, Entry.transferred)
    this.turns.skillChanged(life)
  }

  dueSet(life: Life, due: Time, by: number): void {
    life.due = due
    life.dueBy = by
    if (targetKinds[by] !== 'manual') life.targetDue = due
    this.turns.dueMoved(life)
  }

  overdue(life: Life, at: number, agent: number, skill: number): void {
    this.turns.overdue(life, at, agent, skill)
  }

  closed(life: Life, at: number, cause: Cause): void {
    const c = this.conversations.columns
    this.turns.withdraw(life, at, cause)
    this.places.close(life, at)
    c.closed_at[life.row] = at
    c.close_cause[life.row] = cause
  }

  scored(life: Life, score: number): void {
    this.conversations.columns.score[life.row] = score
  }

  consumerWrote(life: Life, at: number): void {
    const c = this.conversations.columns
    const { row } = life
    const message = this.wrote(life, at, authorCode.consumer, NO_AGENT)
    if (!Number.isNaN(life.runSince)) this.messages.columns.gap_ms[message] = at - life.runSince
    life.runSince = Number.NaN
    life.isAsking = true
    if (life.isAnswered) c.answers[row]++
    c.consumer_messages[row]++
    if (c.consumer_messages[row] === 1) life.firstMessageAt = at
    if (life.turn < 0) c.turns[row] = this.turns.open(life, at, 'consumer')
  }

  /** `wroteAt`: when the agent last wrote in any conversation, where it is known better than here. */
  agentWrote(life: Life, at: number, agent: AgentId, wroteAt?: number): void {
    const c = this.conversations.columns
    const { row, turn } = life
    const isBot = this.cast.isBot(agent)
    this.wrote(life, at, authorCode.agent, agent)
    if (Number.isNaN(life.runSince) && !isBot) life.runSince = at
    life.isAnswered = true
    life.isAsking = false
    c.agent_messages[row]++
    if (isBot) c.bot_messages[row]++
    const isExempt = this.places.spoke(life, at, agent)
    const lastWroteAt = wroteAt ?? this.lastWrote.get(agent) ?? -Infinity
    this.lastWrote.set(agent, at)
    if (turn < 0) return
    const response = this.turns.answer(life, { agent, at, isBot, isExempt, lastWroteAt })
    if (response > (c.worst_response_ms[row] || -1)) c.worst_response_ms[row] = response
    this.firsts(life, turn, at, agent)
  }

  /** The clocks that stop at a first reply. */
  private firsts(life: Life, turn: number, at: number, agent: AgentId): void {
    const c = this.conversations.columns
    const { row } = life
    const clocks = { segment: Number.NaN, human: Number.NaN, bot: Number.NaN }
    if (agent === life.holder && !life.isReplied) {
      clocks.segment = at - (life.entry === Entry.opened ? life.firstMessageAt : life.enteredAt)
      life.isReplied = true
    }
    const isAsked = !Number.isNaN(life.firstMessageAt)
    if (isAsked && !this.cast.isBot(agent) && Number.isNaN(c.first_reply_at[row])) {
      c.first_reply_at[row] = at
      if (c.opened_by[row] === 0) clocks.human = at - life.firstMessageAt
      c.first_response_ms[row] = clocks.human
      clocks.bot = at - c.bot_left_at[row]
    }
    this.turns.first(turn, clocks)
  }

  private wrote(life: Life, at: number, author: number, agent: AgentId): number {
    const row = this.messages.add()
    const m = this.messages.columns
    m.conversation[row] = life.key
    m.at[row] = at
    m.author[row] = author
    m.agent[row] = agent
    m.skill[row] = life.skill
    return row
  }
}
