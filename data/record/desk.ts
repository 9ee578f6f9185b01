import {
  Activity,
  type AgentId,
  type Config,
  Kind,
  NO_AGENT,
  Presence,
  type RouterEvent,
  type SkillId,
  type Time,
  type Trace,
} from '../../core/index.ts'
import { Builder } from '../builder.ts'
import { type DataOf, tables } from '../tables.ts'
import type { Life } from './life.ts'
import { Weights } from './weight.ts'

/** What an agent has at present, and since when. */
interface Place {
  from: number
  presence: number
  used: number
  held: number
  active: number
  owed: number
}

/** What one assigned conversation takes. */
interface Load {
  weight: number
  activity: number
}

/** Agents' time, cut wherever presence or load changes. */
export class Desk {
  private readonly pieces = new Builder(tables.agent_time)
  private readonly wakeUps = new Builder(tables.wake_ups)
  private readonly places: Place[] = []
  private readonly loads = new Map<number, Load>()
  private readonly from: Time
  private readonly trace: Trace
  private readonly weights: Weights

  constructor(config: Config, trace: Trace, from: Time) {
    this.weights = new Weights(config)
    this.trace = trace
    this.from = from
    this.configured(config)
  }

  /** New agents come after the old ones. */
  configured(config: Config): void {
    this.weights.config = config
    const { from } = this
    while (this.places.length < config.agents.length)
      this.places.push({ from, presence: Presence.offline, used: 0, held: 0, active: 0, owed: 0 })
  }

  finish(until: Time): {
    readonly agent_time: DataOf<'agent_time'>
    readonly wake_ups: DataOf<'wake_ups'>
  } {
    this.places.forEach((_, agent) => this.cut(agent as AgentId, until))
    return { agent_time: this.pieces.finish(), wake_ups: this.wakeUps.finish() }
  }

  /** Whoever holds a conversation that is owed a reply counts it. */
  owes(life: Life, at: number): void {
    const by = life.turn >= 0 ? life.holder : NO_AGENT
    if (by === life.owedBy) return
    if (life.owedBy !== NO_AGENT) this.cut(life.owedBy, at).owed--
    if (by !== NO_AGENT) this.cut(by, at).owed++
    life.owedBy = by
  }

  happened(event: RouterEvent): void {
    if (event.type === 'agent.presenceSet')
      this.cut(event.agent, event.at).presence = event.presence
    this.weights.happened(event)
  }

  effect(row: number): void {
    const { agent, at, conversation, kind, skill, value, why } = this.trace.columns
    const key = conversation[row]
    const holder = agent[row] as AgentId
    switch (kind[row]) {
      case Kind.assigned:
        return this.assigned(key, holder, at[row], skill[row] as SkillId)
      case Kind.activity:
        this.wake(row)
        return this.weigh(key, holder, at[row], { weight: value[row], activity: why[row] })
      case Kind.unassigned:
        return this.lost(key, holder, at[row])
      case Kind.presence:
        this.cut(holder, at[row]).presence = why[row]
    }
  }

  private assigned(key: number, agent: AgentId, at: number, skill: SkillId): void {
    const weightActive = this.weights.of(key, agent, skill)
    const place = this.cut(agent, at)
    place.held++
    place.active++
    place.used += weightActive
    this.loads.set(key, { weight: weightActive, activity: Activity.active })
  }

  /** From inactive to active. */
  private wake(row: number): void {
    const { agent, at, conversation, skill, why } = this.trace.columns
    const before = this.loads.get(conversation[row])
    if (before?.activity !== Activity.inactive || why[row] !== Activity.active) return
    const wakeUp = this.wakeUps.add()
    const w = this.wakeUps.columns
    w.conversation[wakeUp] = conversation[row]
    w.at[wakeUp] = at[row]
    w.skill[wakeUp] = skill[row]
    w.agent[wakeUp] = agent[row]
  }

  private weigh(key: number, agent: AgentId, at: number, load: Load): void {
    const before = this.loads.get(key)!
    const place = this.cut(agent, at)
    place.used += load.weight - before.weight
    place.active += isActive(load) - isActive(before)
    this.loads.set(key, load)
  }

  private lost(key: number, agent: AgentId, at: number): void {
    const load = this.loads.get(key)!
    const place = this.cut(agent, at)
    place.held--
    place.active -= isActive(load)
    place.used -= load.weight
    this.loads.delete(key)
  }

  /** Ends the agent's piece here; pieces without length are not kept. */
  private cut(agent: AgentId, at: number): Place {
    const place = this.places[agent]
    if (at > place.from) {
      const row = this.pieces.add()
      const p = this.pieces.columns
      p.agent[row] = agent
      p.from_at[row] = place.from
      p.to_at[row] = at
      p.presence[row] = place.presence
      p.used[row] = place.used
      p.held[row] = place.held
      p.active[row] = place.active
      p.owed[row] = place.owed
      place.from = at
    }
    return place
  }
}

const isActive = ({ activity }: Load): number => Number(activity !== Activity.inactive)
