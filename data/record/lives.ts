import { type AgentId, Cause, Entry, Kind, NEVER } from '../../core/index.ts'
import {
  NO_AGENT,
  type RouterEvent,
  type SkillId,
  type Time,
  type Trace,
} from '../../core/index.ts'
import { Builder } from '../builder.ts'
import { authors, type DataOf, segmentEnds, segmentKinds, tables } from '../tables.ts'
import { Turns } from './turns.ts'

/** What is remembered of a conversation while it is open; −1 for no row. */
export interface Life {
  readonly key: number
  /** Its row among the conversations. */
  readonly row: number
  skill: SkillId
  holder: AgentId
  /** When the holder got it. */
  heldSince: number
  due: Time
  firstMessageAt: number
  /** The open turn's row. */
  turn: number
  turns: number
  segments: number
  /** Rows of the running segments: of the skill, and of the queue or the agent. */
  skillSegment: number
  placeSegment: number
  /** What began the present or last queue stay. */
  entry: number
}

const kindCode = { skill: 0, agent: 1, queue: 2 } satisfies Record<
  (typeof segmentKinds)[number],
  0 | 1 | 2
>
const endCode = { assigned: 0, transferred: 1, returned: 2, closed: 3 } satisfies Partial<
  Record<(typeof segmentEnds)[number], number>
>
const authorCode = { consumer: 0, agent: 1 } satisfies Record<(typeof authors)[number], 0 | 1>
/** Places in `segmentEnds`: after the assignment, the losses. */
const endOfLoss = (loss: number) => loss + 1

/** Lives of conversations: their turns, segments and messages (METRICS.md §1.3). */
export class Lives {
  private readonly open = new Map<number, Life>()
  private readonly conversations = new Builder(tables.conversations)
  private readonly messages = new Builder(tables.messages)
  private readonly segments: Builder<typeof tables.segments>
  private readonly turns = new Turns()
  private readonly trace: Trace

  constructor(trace: Trace) {
    this.trace = trace
    this.segments = new Builder(tables.segments, ['onlyOne', ...trace.ranks, 'id'])
  }

  finish(): {
    readonly conversations: DataOf<'conversations'>
    readonly turns: DataOf<'turns'>
    readonly segments: DataOf<'segments'>
    readonly messages: DataOf<'messages'>
  } {
    return {
      conversations: this.conversations.finish(),
      turns: this.turns.finish(),
      segments: this.segments.finish(),
      messages: this.messages.finish(),
    }
  }

  happened(event: RouterEvent): void {
    if (event.type === 'consumer.wrote')
      this.consumerWrote(this.open.get(event.conversation)!, event.at)
    if (event.type === 'agent.wrote')
      this.agentWrote(this.open.get(event.conversation)!, event.at, event.agent)
  }

  effect(row: number): void {
    const { agent, at, conversation, kind, skill, value, why } = this.trace.columns
    const key = conversation[row]
    if (kind[row] === Kind.queued && why[row] === Entry.opened)
      this.opened(key, at[row], skill[row] as SkillId)
    const life = this.open.get(key)
    // What concerns a queue, an agent or the account is no conversation's.
    if (life === undefined) return
    switch (kind[row] as Kind) {
      case Kind.queued:
        return this.queued(life, at[row], why[row], value[row] as Time)
      case Kind.assigned:
        return this.assigned(life, at[row], agent[row] as AgentId, why[row])
      case Kind.unassigned:
        return this.endPlace(life, at[row], endOfLoss(why[row]))
      case Kind.transferred:
        return this.transferred(life, at[row], skill[row] as SkillId)
      case Kind.due:
        life.due = value[row] as Time
        return this.turns.dueMoved(life)
      case Kind.overdue:
        return this.turns.overdue(life, at[row], agent[row], skill[row])
      case Kind.closed:
        return this.closed(life, at[row], why[row] as Cause)
      default:
    }
  }

  private opened(key: number, at: number, skill: SkillId): void {
    const row = this.conversations.add()
    const c = this.conversations.columns
    c.conversation[row] = key
    c.skill[row] = skill
    c.opened_at[row] = at
    c.consumer_messages[row] = c.agent_messages[row] = 0
    c.turns[row] = c.transfers[row] = c.returns[row] = 0
    // Spelled out and not spread: one shape for all, or reading it costs more than the rest.
    const life: Life = {
      key,
      row,
      skill,
      holder: NO_AGENT,
      heldSince: Number.NaN,
      due: NEVER,
      firstMessageAt: Number.NaN,
      turn: -1,
      turns: 0,
      segments: 0,
      skillSegment: -1,
      placeSegment: -1,
      entry: Entry.opened,
    }
    this.open.set(key, life)
    life.skillSegment = this.begin(life, kindCode.skill, at, Entry.opened)
  }

  private queued(life: Life, at: number, entry: number, due: Time): void {
    const c = this.conversations.columns
    life.entry = entry
    life.due = due
    life.placeSegment = this.begin(life, kindCode.queue, at, entry)
    if (entry === Entry.returned) c.returns[life.row]++
    // The consumer asked nothing, yet somebody must look at it: a transfer turn.
    if (entry !== Entry.opened && life.turn < 0)
      c.turns[life.row] = this.turns.open(life, at, 'transfer')
    else this.turns.dueMoved(life)
  }

  private assigned(life: Life, at: number, agent: AgentId, decidedBy: number): void {
    const c = this.conversations.columns
    this.endPlace(life, at, endCode.assigned)
    life.holder = agent
    life.heldSince = at
    life.placeSegment = this.begin(life, kindCode.agent, at, life.entry)
    const s = this.segments.columns
    s.agent[life.placeSegment] = agent
    s.decided_by[life.placeSegment] = Math.min(decidedBy, this.trace.ranks.length + 1)
    c.agent[life.row] = agent
    if (!Number.isNaN(c.assigned_at[life.row])) return
    c.assigned_at[life.row] = at
    c.wait_ms[life.row] = at - c.opened_at[life.row]
  }

  private transferred(life: Life, at: number, skill: SkillId): void {
    const c = this.conversations.columns
    c.transfers[life.row]++
    // Out of a queue nobody lost it: its stay ends here.
    if (life.placeSegment >= 0) this.endPlace(life, at, endCode.transferred)
    if (skill === life.skill) return
    this.end(life.skillSegment, at, endCode.transferred)
    c.skill[life.row] = life.skill = skill
    life.skillSegment = this.begin(life, kindCode.skill, at, Entry.transferred)
    this.turns.skillChanged(life)
  }

  private closed(life: Life, at: number, cause: Cause): void {
    const c = this.conversations.columns
    this.turns.withdraw(life, at, cause)
    if (life.placeSegment >= 0) this.endPlace(life, at, endCode.closed)
    this.end(life.skillSegment, at, endCode.closed)
    c.closed_at[life.row] = at
    c.close_cause[life.row] = cause
    this.open.delete(life.key)
  }

  private consumerWrote(life: Life, at: number): void {
    const c = this.conversations.columns
    this.wrote(life, at, authorCode.consumer, NO_AGENT)
    c.consumer_messages[life.row]++
    if (c.consumer_messages[life.row] === 1) life.firstMessageAt = at
    if (life.turn < 0) c.turns[life.row] = this.turns.open(life, at, 'consumer')
  }

  private agentWrote(life: Life, at: number, agent: AgentId): void {
    const c = this.conversations.columns
    const { row } = life
    this.wrote(life, at, authorCode.agent, agent)
    c.agent_messages[row]++
    if (life.turn < 0) return
    const response = this.turns.answer(life, at, agent)
    if (response > (c.worst_response_ms[row] || -1)) c.worst_response_ms[row] = response
    if (Number.isNaN(life.firstMessageAt) || !Number.isNaN(c.first_reply_at[row])) return
    c.first_reply_at[row] = at
    c.first_response_ms[row] = at - life.firstMessageAt
  }

  private wrote(life: Life, at: number, author: number, agent: AgentId): void {
    const row = this.messages.add()
    const m = this.messages.columns
    m.conversation[row] = life.key
    m.at[row] = at
    m.author[row] = author
    m.agent[row] = agent
  }

  private begin(life: Life, kind: number, at: number, reason: number): number {
    const row = this.segments.add()
    const s = this.segments.columns
    s.conversation[row] = life.key
    s.segment[row] = life.segments++
    s.kind[row] = kind
    s.skill[row] = life.skill
    s.started_at[row] = at
    s.start_reason[row] = reason
    return row
  }

  private end(segment: number, at: number, reason: number): void {
    this.segments.columns.ended_at[segment] = at
    this.segments.columns.end_reason[segment] = reason
  }

  /** The queue stay or the agent's hold is over. */
  private endPlace(life: Life, at: number, reason: number): void {
    this.end(life.placeSegment, at, reason)
    life.placeSegment = -1
    life.holder = NO_AGENT
    life.heldSince = Number.NaN
  }
}
