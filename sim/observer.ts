import {
  type AgentId,
  Cause,
  Kind,
  Presence,
  type RouterEvent,
  type Trace,
  type View,
} from '../core/index.ts'
import { type LifeId, type Lives, NO_LIFE } from './lives.ts'
import { AgentCell, type Measures, SkillCell, Span } from './measures.ts'

/**
 * Reads what happens and what the router does about it, and keeps the measures: the streaming twins
 * of the metrics (METRICS.md §1.3, §4).
 */
export class Observer {
  private readonly lives: Lives
  private readonly measures: Measures
  private readonly view: View
  /** By skill, the unskilled queue first: how many wait, how many are owed, and since when. */
  private readonly queued: Int32Array
  private readonly queuedSince: Float64Array
  private readonly owed: Int32Array
  private readonly owedSince: Float64Array
  /** By agent: what held since when. */
  private readonly online: Uint8Array
  private readonly used: Int32Array
  private readonly stoodSince: Float64Array

  constructor(measures: Measures, view: View, lives: Lives, start: number) {
    const { agents, skills } = measures.sizes
    this.lives = lives
    this.measures = measures
    this.view = view
    this.queued = new Int32Array(skills)
    this.queuedSince = new Float64Array(skills).fill(start)
    this.owed = new Int32Array(skills)
    this.owedSince = new Float64Array(skills).fill(start)
    this.online = new Uint8Array(agents)
    this.used = new Int32Array(agents)
    this.stoodSince = new Float64Array(agents).fill(start)
  }

  /** Before the router is told. */
  happens(event: RouterEvent, life: LifeId): void {
    switch (event.type) {
      case 'conversation.opened':
        return this.measures.add(event.skill, SkillCell.opened, event.at)
      case 'consumer.wrote':
        return this.consumerWrote(life, event.at)
      case 'agent.wrote':
        return this.agentWrote(life, event.at, event.agent)
    }
  }

  /** Row `i` of the trace's columns, about `life` or about none. */
  follows(trace: Trace, i: number, life: LifeId): void {
    const { agent, at, kind, value, why } = trace.columns
    if (life === NO_LIFE) return
    switch (kind[i] as Kind) {
      case Kind.queued:
        this.lives.due[life] = value[i]
        return this.waits(this.lives.skill[life], 1, at[i])
      case Kind.assigned:
        return this.assigned(life, agent[i], at[i])
      case Kind.due:
        this.lives.due[life] = value[i]
        return
      case Kind.overdue:
        return this.missed(life, at[i])
      case Kind.closed:
        return this.closed(life, why[i] as Cause, at[i])
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
    if (this.online[agent] === 1)
      this.measures.heldAgent(
        agent,
        this.stoodSince[agent],
        now,
        this.used[agent],
        agents.maxSlots[row],
      )
    this.online[agent] = agents.presence[row] === Presence.online ? 1 : 0
    this.used[agent] = agents.used[row]
    this.stoodSince[agent] = now
  }

  /** Everything that still lasts, up to the end. */
  finish(end: number): void {
    for (let agent = 0; agent < this.online.length; agent++) this.stand(agent, end)
    for (let place = 0; place < this.owed.length; place++) {
      this.waits(place - 1, 0, end)
      this.owes(place - 1, 0, end)
    }
  }

  private consumerWrote(life: LifeId, at: number): void {
    const { firstAt, missed, owedSince, skill } = this.lives
    if (firstAt[life] < 0) firstAt[life] = at
    if (owedSince[life] >= 0) return
    owedSince[life] = at
    missed[life] = 0
    this.measures.add(skill[life], SkillCell.turnsOpened, at)
    this.owes(skill[life], 1, at)
  }

  private agentWrote(life: LifeId, at: number, agent: number): void {
    const { due, firstAt, missed, owedSince, replied, skill } = this.lives
    const { measures } = this
    if (owedSince[life] >= 0) {
      measures.add(skill[life], SkillCell.turnsAnswered, at)
      measures.addAgent(agent, AgentCell.answered, at)
      measures.lasted(skill[life], Span.response, at, at - owedSince[life])
      if (missed[life] === 0 && due[life] < Infinity) measures.add(skill[life], SkillCell.met, at)
      this.owes(skill[life], -1, at)
      owedSince[life] = -1
    }
    if (replied[life] === 0 && firstAt[life] >= 0)
      measures.lasted(skill[life], Span.first, at, at - firstAt[life])
    replied[life] = 1
  }

  private assigned(life: LifeId, agent: number, at: number): void {
    const { assigned, openedAt, skill } = this.lives
    this.waits(skill[life], -1, at)
    if (assigned[life] === 0) this.measures.lasted(skill[life], Span.wait, at, at - openedAt[life])
    assigned[life] = 1
    this.measures.addAgent(agent, AgentCell.assigned, at)
    this.stand(agent, at)
  }

  private missed(life: LifeId, at: number): void {
    const { missed, owedSince, skill } = this.lives
    if (owedSince[life] < 0 || missed[life] === 1) return
    missed[life] = 1
    this.measures.add(skill[life], SkillCell.missed, at)
  }

  private closed(life: LifeId, cause: Cause, at: number): void {
    const { assigned, due, firstAt, owedSince, replied, skill } = this.lives
    this.measures.add(skill[life], SkillCell.closed, at)
    if (firstAt[life] >= 0 && replied[life] === 0)
      this.measures.add(skill[life], SkillCell.abandoned, at)
    if (owedSince[life] >= 0) {
      if (cause !== Cause.consumer && due[life] < Infinity) this.missed(life, at)
      this.owes(skill[life], -1, at)
    }
    if (assigned[life] === 0) this.waits(skill[life], -1, at)
  }

  /** So many more wait in a skill's queue from now on. */
  private waits(skill: number, by: number, at: number): void {
    const place = skill + 1
    this.measures.heldSkill(
      skill,
      SkillCell.queued,
      this.queuedSince[place],
      at,
      this.queued[place],
    )
    this.queued[place] += by
    this.queuedSince[place] = at
  }

  /** So many more turns are owed under a skill from now on. */
  private owes(skill: number, by: number, at: number): void {
    const place = skill + 1
    this.measures.heldSkill(skill, SkillCell.owed, this.owedSince[place], at, this.owed[place])
    this.owed[place] += by
    this.owedSince[place] = at
  }
}
