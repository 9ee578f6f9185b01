import type { Config } from './config/config.ts'
import { Presence } from './event.ts'
import type { Agents } from './tables.ts'
import type { AgentId, GroupId } from './units.ts'

/** Free room of the agents who are online, by group: what a ratio of idleness compares. */
export class Pools {
  /** Σ over all groups, thousandths of a slot. */
  total = 0
  private readonly agents: Agents
  private readonly config: Config
  /** By group + 1, and by agent. */
  private readonly idle: Float64Array
  private readonly free: Int32Array

  constructor(config: Config, agents: Agents) {
    this.agents = agents
    this.config = config
    this.idle = new Float64Array(config.groups.length + 1)
    this.free = new Int32Array(agents.count)
  }

  /** Free room of a group, NO_GROUP for those without one. */
  idleOf(group: GroupId): number {
    return this.idle[group + 1]
  }

  /** A column of `agent` changed. */
  update(agent: AgentId): void {
    const free = this.freeOf(agent)
    const change = free - this.free[agent]
    this.free[agent] = free
    this.idle[this.config.agents[agent].group + 1] += change
    this.total += change
  }

  private freeOf(agent: AgentId): number {
    const { maxSlots, presence, reserved, used } = this.agents
    const { enabled, handles } = this.config.agents[agent]
    if (!enabled || !handles || presence[agent] !== Presence.online) return 0
    return Math.max(0, maxSlots[agent] - used[agent] - reserved[agent])
  }
}
