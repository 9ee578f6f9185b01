import type { Config } from './config/config.ts'
import { Presence } from './event.ts'
import type { Agents } from './tables.ts'
import type { AgentId, GroupId } from './units.ts'

/** Free room and free agents of each group, online: what ranks and reserves of groups look at. */
export class Pools {
  /** Σ over all groups, thousandths of a slot. */
  total = 0
  private readonly agents: Agents
  private readonly config: Config
  /** By group + 1, and by agent. */
  private readonly idle: Float64Array
  private readonly free: Int32Array
  /** By agent whether it is free, by group + 1 how many are. */
  private readonly isFree: Uint8Array
  private readonly freeAgents: Int32Array
  /** By group + 1. */
  private readonly members: AgentId[][]

  constructor(config: Config, agents: Agents) {
    this.agents = agents
    this.config = config
    this.idle = new Float64Array(config.groups.length + 1)
    this.free = new Int32Array(agents.count)
    this.isFree = new Uint8Array(agents.count)
    this.freeAgents = new Int32Array(config.groups.length + 1)
    this.members = Array.from({ length: config.groups.length + 1 }, () => [])
    config.agents.forEach(({ group }, agent) => this.members[group + 1].push(agent as AgentId))
  }

  /** Free room of a group, NO_GROUP for those without one. */
  idleOf(group: GroupId): number {
    return this.idle[group + 1]
  }

  freeIn(group: GroupId): number {
    return this.freeAgents[group + 1]
  }

  /** Everybody of an agent's group. */
  groupOf(agent: AgentId): readonly AgentId[] {
    return this.members[this.config.agents[agent].group + 1]
  }

  /** A column of `agent` changed. Says whether another number of its group is free now. */
  update(agent: AgentId): boolean {
    const free = this.freeOf(agent)
    const change = free - this.free[agent]
    this.free[agent] = free
    const pool = this.config.agents[agent].group + 1
    this.idle[pool] += change
    this.total += change
    const isFree = Number(free > 0 && this.agents.held[agent] + this.agents.ringing[agent] === 0)
    const others = isFree - this.isFree[agent]
    this.isFree[agent] = isFree
    this.freeAgents[pool] += others
    return others !== 0
  }

  private freeOf(agent: AgentId): number {
    const { maxSlots, presence, reserved, used } = this.agents
    const { enabled, handles } = this.config.agents[agent]
    if (!enabled || !handles || presence[agent] !== Presence.online) return 0
    return Math.max(0, maxSlots[agent] - used[agent] - reserved[agent])
  }
}
