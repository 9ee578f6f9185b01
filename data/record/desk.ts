import {
  Activity,
  type AgentId,
  type Config,
  Kind,
  NO_SKILL,
  Presence,
  type RouterEvent,
  type SkillId,
  type Time,
  type Trace,
} from '../../core/index.ts'
import { Builder } from '../builder.ts'
import { type DataOf, tables } from '../tables.ts'

/** What an agent has at present, and since when. */
interface Place {
  from: number
  presence: number
  used: number
  held: number
  active: number
}

/** What one assigned conversation takes. */
interface Load {
  weight: number
  activity: number
}

/** Agents' time, cut wherever presence or load changes. */
export class Desk {
  private readonly pieces = new Builder(tables.agent_time)
  private readonly places: readonly Place[]
  private readonly loads = new Map<number, Load>()
  private readonly config: Config
  private readonly trace: Trace

  constructor(config: Config, trace: Trace, from: Time) {
    this.config = config
    this.trace = trace
    const offline = { from, presence: Presence.offline, used: 0, held: 0, active: 0 }
    this.places = config.agents.map(() => ({ ...offline }))
  }

  finish(until: Time): DataOf<'agent_time'> {
    this.places.forEach((_, agent) => this.cut(agent as AgentId, until))
    return this.pieces.finish()
  }

  happened(event: RouterEvent): void {
    if (event.type !== 'agent.presenceSet') return
    this.cut(event.agent, event.at)
    this.places[event.agent].presence = event.presence
  }

  effect(row: number): void {
    const { agent, at, conversation, kind, skill, value, why } = this.trace.columns
    const key = conversation[row]
    const holder = agent[row] as AgentId
    switch (kind[row]) {
      case Kind.assigned:
        return this.assigned(key, holder, at[row], skill[row] as SkillId)
      case Kind.activity:
        return this.weigh(key, holder, at[row], { weight: value[row], activity: why[row] })
      case Kind.unassigned:
        return this.lost(key, holder, at[row])
    }
  }

  private assigned(key: number, agent: AgentId, at: number, skill: SkillId): void {
    const { skills, unskilled } = this.config
    const { weightActive } = skill === NO_SKILL ? unskilled : skills[skill]
    const place = this.cut(agent, at)
    place.held++
    place.active++
    place.used += weightActive
    this.loads.set(key, { weight: weightActive, activity: Activity.active })
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
      place.from = at
    }
    return place
  }
}

const isActive = ({ activity }: Load): number => Number(activity !== Activity.inactive)
