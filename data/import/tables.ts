import { causeNames } from '../../core/index.ts'
import { Builder, segmentEnds, segmentKinds, segmentStarts, type Tables, tables } from '../index.ts'
import { authors, outcomes, turnKinds } from '../index.ts'
import type { Mapping } from './mapping.ts'
import { type ImportedMessages, Role } from './messages.ts'

const kind = { skill: segmentKinds.indexOf('skill'), agent: segmentKinds.indexOf('agent') }
const queue = segmentKinds.indexOf('queue')
const start = {
  opened: segmentStarts.indexOf('opened'),
  transferred: segmentStarts.indexOf('transferred'),
}
const end = {
  assigned: segmentEnds.indexOf('assigned'),
  transferred: segmentEnds.indexOf('transferred'),
  closed: segmentEnds.indexOf('closed'),
}
const NO_SKILL = -1

/**
 * A message log as the tables of a run. The log says who wrote when; what it does not say is read
 * from that: a conversation waits in the queue until its first reply, is held by whoever replied
 * last, and closes when it was quiet for `closeAfter`. Nothing is said about presence or decisions.
 */
export function tablesOf(log: ImportedMessages, mapping: Mapping): Tables {
  const { agents, log: renamed } = withAgents(log)
  const told = new Told(renamed, mapping)
  for (let i = 0; i < log.thread.length;) i = told.conversation(i)
  return {
    agents: {
      agent: Int32Array.from(agents.keys()),
      id: agents.map((name) => (/^\d+$/.test(name) ? `author ${name}` : name)),
      max_slots: new Float64Array(agents.length).fill(Number.NaN),
    },
    ...told.finish(),
  }
}

/** The log with places among those authors who answer instead of among all. */
function withAgents(log: ImportedMessages): { agents: string[]; log: ImportedMessages } {
  const places = new Int32Array(log.authors.length).fill(-1)
  const agents: string[] = []
  log.author.forEach((author, i) => {
    if (log.role[i] === Role.agent && author >= 0 && places[author] < 0)
      places[author] = agents.push(log.authors[author]) - 1
  })
  const author = log.author.map((place) => (place < 0 ? -1 : places[place]))
  return { agents, log: { ...log, author } }
}

/** The last instant of a log, ms. */
export const endOf = ({ at }: ImportedMessages): number => at.reduce((a, b) => Math.max(a, b), 0)

/** The conversation being told. */
interface Present {
  readonly key: number
  readonly row: number
  readonly closedAt: number
  /** Row of the open turn, of the running queue or agent segment. */
  turn: number
  place: number
  segments: number
  holder: number
}

class Told {
  private readonly log: ImportedMessages
  private readonly mapping: Mapping
  private readonly until: number
  private readonly conversations = new Builder(tables.conversations)
  private readonly turns = new Builder(tables.turns)
  private readonly segments = new Builder(tables.segments)
  private readonly messages = new Builder(tables.messages)

  constructor(log: ImportedMessages, mapping: Mapping) {
    this.log = log
    this.mapping = mapping
    this.until = endOf(log)
  }

  finish() {
    return {
      conversations: this.conversations.finish(),
      turns: this.turns.finish(),
      segments: this.segments.finish(),
      messages: this.messages.finish(),
    }
  }

  /** Tells the conversation that begins at a row. Returns where the next one begins. */
  conversation(first: number): number {
    const { at, role, thread } = this.log
    let next = first
    while (next < thread.length && thread[next] === thread[first]) next++
    const life = this.open(first, at[next - 1])
    for (let i = first; i < next; i++)
      if (role[i] === Role.consumer) this.consumerWrote(life, i)
      else this.agentWrote(life, i)
    if (!Number.isNaN(life.closedAt)) this.close(life)
    // Still owed when the log ends: missed once its due has passed.
    else if (life.turn >= 0 && this.turns.columns.due_at[life.turn] < this.until)
      this.judge(life.turn, Infinity, life.holder)
    return next
  }

  private open(first: number, last: number): Present {
    const { at, thread } = this.log
    const { closeAfter } = this.mapping
    const closing = closeAfter === null ? Number.NaN : last + closeAfter
    const row = this.conversations.add()
    const c = this.conversations.columns
    c.conversation[row] = thread[first]
    c.skill[row] = NO_SKILL
    c.opened_at[row] = at[first]
    c.consumer_messages[row] = c.agent_messages[row] = c.turns[row] = 0
    c.transfers[row] = c.returns[row] = 0
    const closedAt = closing <= this.until ? closing : Number.NaN
    const life = { key: thread[first], row, closedAt, turn: -1, place: -1, segments: 0, holder: -1 }
    const whole = this.begin(life, kind.skill, at[first], start.opened)
    this.end(whole, closedAt, end.closed)
    life.place = this.begin(life, queue, at[first], start.opened)
    return life
  }

  private consumerWrote(life: Present, i: number): void {
    const c = this.conversations.columns
    this.wrote(life, i, 'consumer', -1)
    c.consumer_messages[life.row]++
    if (life.turn >= 0) return
    const { target } = this.mapping
    const turn = (life.turn = this.turns.add())
    const t = this.turns.columns
    t.conversation[turn] = life.key
    t.turn[turn] = c.turns[life.row]++
    t.kind[turn] = turnKinds.indexOf('consumer')
    t.opened_skill[turn] = t.skill[turn] = NO_SKILL
    t.opened_at[turn] = this.log.at[i]
    if (target !== null) t.due_at[turn] = this.log.at[i] + target
  }

  private agentWrote(life: Present, i: number): void {
    const { at, author } = this.log
    const c = this.conversations.columns
    const { row } = life
    this.wrote(life, i, 'agent', author[i])
    c.agent_messages[row]++
    if (Number.isNaN(c.assigned_at[row])) {
      c.assigned_at[row] = at[i]
      c.wait_ms[row] = at[i] - c.opened_at[row]
    }
    this.heldBy(life, author[i], at[i])
    if (life.turn < 0) return
    const response = this.answer(life, i)
    if (response > (c.worst_response_ms[row] || -1)) c.worst_response_ms[row] = response
    if (!Number.isNaN(c.first_reply_at[row])) return
    c.first_reply_at[row] = at[i]
    c.first_response_ms[row] = response
  }

  /** Whoever replied last holds it; the first to reply took it out of the queue. */
  private heldBy(life: Present, agent: number, at: number): void {
    const c = this.conversations.columns
    const s = this.segments.columns
    const isFirst = s.kind[life.place] === queue
    if (!isFirst && agent === life.holder) return
    if (!isFirst) c.transfers[life.row]++
    this.end(life.place, at, isFirst ? end.assigned : end.transferred)
    life.place = this.begin(life, kind.agent, at, isFirst ? start.opened : start.transferred)
    this.segments.columns.agent[life.place] = agent
    life.holder = c.agent[life.row] = agent
  }

  private answer(life: Present, i: number): number {
    const { at, author } = this.log
    const t = this.turns.columns
    const { turn } = life
    t.answered_at[turn] = at[i]
    t.agent[turn] = author[i]
    t.response_ms[turn] = at[i] - t.opened_at[turn]
    t.assigned_at[turn] = this.segments.columns.started_at[life.place]
    this.judge(turn, at[i], author[i])
    life.turn = -1
    return t.response_ms[turn]
  }

  /** Met if answered by the due; missed at the due otherwise. */
  private judge(turn: number, at: number, agent: number): void {
    const t = this.turns.columns
    if (Number.isNaN(t.due_at[turn])) return
    const isMet = at <= t.due_at[turn]
    t.outcome[turn] = outcomes.indexOf(isMet ? 'met' : 'missed')
    t.outcome_at[turn] = isMet ? at : t.due_at[turn]
    t.outcome_skill[turn] = NO_SKILL
    t.outcome_agent[turn] = agent
  }

  private close(life: Present): void {
    const { closedAt, holder, place, row, turn } = life
    const c = this.conversations.columns
    c.closed_at[row] = closedAt
    c.close_cause[row] = causeNames.indexOf('inactivity')
    this.end(place, closedAt, end.closed)
    if (turn < 0) return
    this.turns.columns.withdrawn_at[turn] = closedAt
    this.judge(turn, Infinity, holder)
  }

  private wrote(life: Present, i: number, author: (typeof authors)[number], agent: number): void {
    const row = this.messages.add()
    const m = this.messages.columns
    m.conversation[row] = life.key
    m.at[row] = this.log.at[i]
    m.author[row] = authors.indexOf(author)
    m.agent[row] = agent
  }

  private begin(life: Present, what: number, at: number, reason: number): number {
    const row = this.segments.add()
    const s = this.segments.columns
    s.conversation[row] = life.key
    s.segment[row] = life.segments++
    s.kind[row] = what
    s.skill[row] = NO_SKILL
    s.started_at[row] = at
    s.start_reason[row] = reason
    return row
  }

  private end(segment: number, at: number, reason: number): void {
    if (Number.isNaN(at)) return
    this.segments.columns.ended_at[segment] = at
    this.segments.columns.end_reason[segment] = reason
  }
}
