import {
  type AgentId,
  Cause,
  Kind,
  Presence,
  type RouterEvent,
  type Trace,
  type View,
} from '../core/index.ts'
import type { Measures } from './measures.ts'

/** What the measures need to remember of one open conversation. */
interface Life {
  skill: number
  readonly openedAt: number
  /** Start of the turn that is owed, −1 while none is. */
  owedSince: number
  due: number
  missed: boolean
  wrote: boolean
  replied: boolean
  assigned: boolean
  firstAt: number
}

/**
 * Reads what happens and what the router does about it, and keeps the measures: the streaming twins
 * of the metrics (METRICS.md §1.3, §4).
 */
export class Observer {
  private readonly lives = new Map<number, Life>()
  private readonly measures: Measures
  private readonly view: View
  private readonly levels: Record<'queued_ms' | 'owed_ms', { level: number; since: number }[]>
  private readonly stands: { online: boolean; used: number; since: number }[]

  constructor(measures: Measures, view: View, start: number) {
    const { agents, skills } = measures.sizes
    this.measures = measures
    this.view = view
    const empty = () => Array.from({ length: skills }, () => ({ level: 0, since: start }))
    this.levels = { queued_ms: empty(), owed_ms: empty() }
    this.stands = Array.from({ length: agents }, () => ({ online: false, used: 0, since: start }))
  }

  /** Before the router is told. */
  happens(event: RouterEvent): void {
    if (event.type === 'conversation.opened')
      return this.opens(event.conversation, event.skill, event.at)
    if (!('conversation' in event)) return
    const life = this.lives.get(event.conversation)
    if (life === undefined) return
    if (event.type === 'consumer.wrote') this.consumerWrote(life, event.at)
    if (event.type === 'agent.wrote') this.agentWrote(life, event.at, event.agent)
  }

  /** Row `i` of the trace's columns. */
  follows(trace: Trace, i: number): void {
    const { agent, at, conversation, kind, value, why } = trace.columns
    const life = this.lives.get(conversation[i])
    switch (kind[i] as Kind) {
      case Kind.queued:
        if (life) life.due = value[i]
        return life && this.shift('queued_ms', life.skill, 1, at[i])
      case Kind.assigned:
        return life && this.assigned(life, agent[i], at[i])
      case Kind.due:
        if (life) life.due = value[i]
        return
      case Kind.overdue:
        return life && this.missed(life, at[i])
      case Kind.closed:
        return life && this.closed(life, conversation[i], why[i] as Cause, at[i])
      case Kind.unassigned:
      case Kind.activity:
        return this.stand(agent[i], at[i])
      case Kind.transferred:
      case Kind.waiting:
      case Kind.refused:
        return
    }
  }

  /** The agent's presence or load may be another from now on. */
  stand(agent: number, now: number): void {
    const { agents } = this.view
    const row = agent as AgentId
    const stand = this.stands[agent]
    if (stand.online)
      this.measures.heldAgent(agent, stand.since, now, stand.used, agents.maxSlots[row])
    stand.online = agents.presence[row] === Presence.online
    stand.used = agents.used[row]
    stand.since = now
  }

  /** Everything that still lasts, up to the end. */
  finish(end: number): void {
    for (let agent = 0; agent < this.stands.length; agent++) this.stand(agent, end)
    for (let skill = 0; skill < this.levels.owed_ms.length; skill++) {
      this.shift('queued_ms', skill - 1, 0, end)
      this.shift('owed_ms', skill - 1, 0, end)
    }
  }

  private opens(conversation: number, skill: number, at: number): void {
    this.measures.add(skill, 'opened', at)
    this.lives.set(conversation, {
      skill,
      openedAt: at,
      owedSince: -1,
      due: Infinity,
      missed: false,
      wrote: false,
      replied: false,
      assigned: false,
      firstAt: -1,
    })
  }

  private consumerWrote(life: Life, at: number): void {
    if (!life.wrote) life.firstAt = at
    life.wrote = true
    if (life.owedSince >= 0) return
    life.owedSince = at
    life.missed = false
    this.measures.add(life.skill, 'turns_opened', at)
    this.shift('owed_ms', life.skill, 1, at)
  }

  private agentWrote(life: Life, at: number, agent: number): void {
    if (life.owedSince >= 0) {
      this.measures.add(life.skill, 'turns_answered', at)
      this.measures.addAgent(agent, 'answered', at)
      this.measures.lasted(life.skill, 0, at, at - life.owedSince)
      if (!life.missed && life.due < Infinity) this.measures.add(life.skill, 'met', at)
      this.shift('owed_ms', life.skill, -1, at)
      life.owedSince = -1
    }
    if (!life.replied && life.wrote) this.measures.lasted(life.skill, 1, at, at - life.firstAt)
    life.replied = true
  }

  private assigned(life: Life, agent: number, at: number): void {
    this.shift('queued_ms', life.skill, -1, at)
    if (!life.assigned) this.measures.lasted(life.skill, 2, at, at - life.openedAt)
    life.assigned = true
    this.measures.addAgent(agent, 'assigned', at)
    this.stand(agent, at)
  }

  private missed(life: Life, at: number): void {
    if (life.owedSince < 0 || life.missed) return
    life.missed = true
    this.measures.add(life.skill, 'missed', at)
  }

  private closed(life: Life, conversation: number, cause: Cause, at: number): void {
    this.measures.add(life.skill, 'closed', at)
    if (life.wrote && !life.replied) this.measures.add(life.skill, 'abandoned', at)
    if (life.owedSince >= 0) {
      if (cause !== Cause.consumer && life.due < Infinity) this.missed(life, at)
      this.shift('owed_ms', life.skill, -1, at)
    }
    if (!life.assigned) this.shift('queued_ms', life.skill, -1, at)
    this.lives.delete(conversation)
  }

  private shift(column: 'queued_ms' | 'owed_ms', skill: number, by: number, at: number): void {
    const one = this.levels[column][skill + 1]
    this.measures.heldSkill(skill, column, one.since, at, one.level)
    one.level += by
    one.since = at
  }
}
