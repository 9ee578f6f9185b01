import {
  Activity,
  type AgentId,
  type Config,
  How,
  Kind,
  NO_AGENT,
  Presence,
  type RouterEvent,
  type Time,
  type Trace,
} from '../../core/index.ts'
import { Builder } from '../builder.ts'
import { type DataOf, tables } from '../tables.ts'
import type { Life } from './life.ts'
import { WarmUps } from './warm-ups.ts'
import { Weights } from './weight.ts'

/** What an agent has at present, and since when. */
interface Place {
  from: number
  presence: number
  used: number
  held: number
  active: number
  owed: number
  /** What offers keep free. */
  reserved: number
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
  readonly weights: Weights
  private readonly warmUps: WarmUps

  constructor(config: Config, trace: Trace, from: Time) {
    this.weights = new Weights(config)
    this.warmUps = new WarmUps(config)
    this.trace = trace
    this.from = from
    this.configured(config, from)
  }

  /** New agents come after the old ones. */
  configured(config: Config, at: Time): void {
    this.cutAll(at)
    this.weights.config = this.warmUps.config = config
    const { from } = this
    const nothing = { used: 0, held: 0, active: 0, owed: 0, reserved: 0 }
    while (this.places.length < config.agents.length)
      this.places.push({ from, presence: Presence.offline, ...nothing })
  }

  finish(until: Time): {
    readonly agent_time: DataOf<'agent_time'>
    readonly wake_ups: DataOf<'wake_ups'>
  } {
    this.cutAll(until)
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
    if (event.type === 'agent.presenceSet') this.present(event.agent, event.at, event.presence)
    this.weights.happened(event)
  }

  effect(row: number): void {
    const { agent, at, conversation, kind, value, why } = this.trace.columns
    const key = conversation[row]
    const holder = agent[row] as AgentId
    switch (kind[row]) {
      case Kind.assigned:
        return this.assigned(row)
      case Kind.activity:
        this.wake(row)
        return this.weigh(key, holder, at[row], { weight: value[row], activity: why[row] })
      case Kind.unassigned:
        return this.lost(key, holder, at[row])
      case Kind.presence:
        return this.present(holder, at[row], why[row])
      case Kind.offered:
      case Kind.offerEnded:
        return this.offered(row, kind[row] === Kind.offered ? 1 : -1)
    }
  }

  private present(agent: AgentId, at: number, presence: number): void {
    const place = this.cut(agent, at)
    this.warmUps.presence(agent, at, place.presence, presence, place.held)
    place.presence = presence
  }

  /** What an offer reserves is free again when it ends. */
  private offered(row: number, sign: 1 | -1): void {
    const { agent, at, conversation, skill } = this.trace.columns
    const holder = agent[row] as AgentId
    const place = this.cut(holder, at[row])
    place.reserved += sign * this.weights.reserved(conversation[row], holder, skill[row])
    if (sign === 1) this.warmUps.gave(holder, at[row], false)
  }

  private assigned(row: number): void {
    const { agent: agents, at: ats, conversation, skill, why } = this.trace.columns
    const [agent, at, key] = [agents[row] as AgentId, ats[row], conversation[row]]
    const weightActive = this.weights.of(key, agent, skill[row])
    const place = this.cut(agent, at)
    if (!besideTheQueue.has(why[row])) this.warmUps.gave(agent, at, true)
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

  private cutAll(at: number): void {
    this.places.forEach((_, agent) => this.cut(agent as AgentId, at))
  }

  /** Ends the agent's piece here; pieces without length are not kept. */
  private cut(agent: AgentId, at: number): Place {
    const place = this.places[agent]
    const opens = this.warmUps.opensAt(agent)
    if (opens > place.from && opens < at) this.piece(agent, place, opens, 1)
    if (at > place.from) this.piece(agent, place, at, Number(opens >= at))
    return place
  }

  private piece(agent: AgentId, place: Place, to: number, isGated: number): void {
    const row = this.pieces.add()
    const p = this.pieces.columns
    p.agent[row] = agent
    p.from_at[row] = place.from
    p.to_at[row] = to
    p.presence[row] = place.presence
    p.used[row] = place.used
    p.held[row] = place.held
    p.active[row] = place.active
    p.owed[row] = place.owed
    p.room[row] = this.room(agent, place)
    p.is_gated[row] = isGated
    place.from = to
  }

  /** How many more of a slot each the capacity rule accepts; a bot that is counted has nothing extra. */
  private room(agent: AgentId, { reserved, used }: Place): number {
    const { agents, extraCapacity } = this.weights.config
    const { isCounted, maxSlots } = agents[agent] ?? { isCounted: false, maxSlots: 0 }
    if (maxSlots === 0) return 0
    const most = maxSlots + (isCounted ? 0 : extraCapacity)
    return Math.max(0, Math.floor((most - used - reserved) / 1000))
  }
}

/** What comes otherwise than from the queue counts in no warm-up. */
const besideTheQueue: ReadonlySet<number> = new Set([How.placed, How.takenOver, How.resumed])

const isActive = ({ activity }: Load): number => Number(activity !== Activity.inactive)
