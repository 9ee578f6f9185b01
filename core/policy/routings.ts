import { Reason } from '../reason.ts'
import type { AgentId, GroupId, SkillId } from '../units.ts'
import type { Condition, HeadRank, Policy, Rank } from '../view.ts'
import { random, randomSlot } from './pairs.ts'
import { policies } from './index.ts'
import { loadShare } from './ranks.ts'

/**
 * Routings of the models in the literature, as policies: what a case for validation asks for. A host
 * puts one in the place of the configuration's own (`{ ...configure(account), policy }`).
 */

const base = policies.leastLoaded

/** Of those with room the one who has most, ties at random. */
const mostLoaded: Rank<AgentId> = {
  name: 'mostLoaded',
  of: (view, agent, need) => -loadShare.of(view, agent, need),
}

export const routings = {
  /** The least loaded agent, ties at random. */
  leastLoaded: { ...base, late: [random] },
  mostLoaded: { ...base, name: 'mostLoaded', agents: [mostLoaded], late: [random] },
  /** An agent with room, each alike. */
  randomAgent: { ...base, name: 'randomAgent', agents: [], late: [random] },
  /** A free slot, each alike. */
  randomSlot: { ...base, name: 'randomSlot', agents: [], late: [randomSlot] },
} as const satisfies Record<string, Policy>

/** An agent at the first level that anyone is at; a level is how many conversations one holds. */
export function levelPreference(levels: readonly number[]): Policy {
  const preferred: Rank<AgentId> = {
    name: 'levelPreference',
    of: ({ agents }, agent) => {
      const place = levels.indexOf(agents.held[agent])
      return place < 0 ? levels.length : place
    },
  }
  return { ...base, name: 'levelPreference', agents: [preferred], late: [random] }
}

/** Who serves whom between classes and pools: a skill is a class, a group is a pool. */
export interface PoolRouting {
  /** By skill: groups, the preferred first; one that is not listed comes last. */
  readonly pools: readonly (readonly GroupId[])[]
  /** By group: skills, the preferred first. */
  readonly classes: readonly (readonly SkillId[])[]
  /** How many agents of a group stay free of a skill's conversations; one just freed counts. */
  readonly reserve: (skill: SkillId, group: GroupId) => number
}

/**
 * An arrival takes the first pool of its class's order with a free agent; who frees takes the head of
 * the first class of the pool's order that waits; a reserve keeps agents free for others.
 */
export function poolRouting({ classes, pools, reserve }: PoolRouting): Policy {
  const groupOf: Rank<AgentId>['byNeed'] = ({ config, needs }, need, agent) =>
    placeIn(pools[needs.skill[need]], config.agents[agent].group)
  const order: Rank<AgentId> = {
    ...{ name: 'poolOrder', byNeed: groupOf },
    of: (view, agent, need) => groupOf(view, need, agent),
  }
  const heads: HeadRank = {
    name: 'classOrder',
    of: (_, skill, group) => placeIn(classes[group], skill),
  }
  const ready = [...base.ready, leaves(reserve)]
  return { ...base, name: 'poolRouting', agents: [order], late: [random], ready, heads }
}

/** More agents of the group are free than are kept for others. */
function leaves(reserve: PoolRouting['reserve']): Condition {
  return {
    name: 'leavesReserve',
    asksGroup: true,
    isRoom: true,
    byNeed: ({ needs }, need) => needs.skill[need],
    test: ({ config, needs, pools }, agent, need) => {
      const { group } = config.agents[agent]
      const kept = reserve(needs.skill[need], group)
      return kept === 0 || pools.freeIn(group) > kept ? Reason.eligible : Reason.full
    },
  }
}

function placeIn<Id>(list: readonly Id[] | undefined, id: Id): number {
  const place = list?.indexOf(id) ?? -1
  return place < 0 ? Number.MAX_SAFE_INTEGER : place
}
