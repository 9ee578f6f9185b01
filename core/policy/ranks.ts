import { type AgentId, NO_SKILL } from '../units.ts'
import type { Rank } from '../view.ts'
import { tryOf } from './groups.ts'
import { levelOf } from './matching.ts'

/**
 * Share of capacity in use, offers that are out included; with smart capacity off, how many are held (SEMANTICS.md §3). Quotients of whole numbers below 2²⁶ compare as
 * doubles exactly as by cross-multiplication: correctly rounded, and distinct fractions lie further apart than the rounding.
 */
export const loadShare: Rank<AgentId> = {
  name: 'loadShare',
  of: ({ agents, config }, agent) =>
    config.smartCapacity
      ? (agents.used[agent] + agents.reserved[agent]) / agents.maxSlots[agent]
      : agents.held[agent] + agents.ringing[agent],
}

/** Earliest assignment from the queue first; never assigned counts as earliest. */
export const lastAssignment: Rank<AgentId> = {
  name: 'lastAssignment',
  of: ({ agents }, agent) => agents.lastAssignedAt[agent],
}

/**
 * Longest online since the later of last assignment and login first (§26.9): now − that time, which
 * stands still while somebody is online. Nobody else is compared.
 */
export const readyTime: Rank<AgentId> = {
  name: 'readyTime',
  of: ({ agents }, agent) => agents.presenceSince[agent] - agents.readyTime[agent],
}

/** Agents who hold nothing first. */
export const idleFirst: Rank<AgentId> = {
  name: 'idleFirst',
  of: ({ agents }, agent) => Number(agents.held[agent] > 0),
}

/** Earliest end of the last assignment first; none yet counts as earliest. */
export const lastEnd: Rank<AgentId> = {
  name: 'lastEnd',
  of: ({ agents }, agent) => agents.lastEndedAt[agent],
}

/** Fewest active and cooling conversations first. */
export const fewestActive: Rank<AgentId> = {
  name: 'fewestActive',
  of: ({ agents }, agent) => agents.active[agent],
}

/** Most free slots first: capacity and what is extra, less what is used and reserved. */
export const residual: Rank<AgentId> = {
  name: 'residual',
  of: ({ agents, config }, agent) => {
    const extra = config.agents[agent].isCounted ? 0 : config.extraCapacity
    const taken = agents.used[agent] + agents.reserved[agent]
    return taken - agents.maxSlots[agent] - extra
  },
}

/** Highest level first (§26.1), in the skill that an overflow added for those who only hold that. */
export const level: Rank<AgentId> = {
  name: 'level',
  byNeed: ({ config, needs }, need, agent) => {
    const own = levelOf(config, agent, needs.skill[need])
    return own > 0 ? own : levelOf(config, agent, needs.added[need])
  },
  of: (view, agent, need) => -level.byNeed!(view, need, agent),
}

/** The skill's own agents before those of a skill that an overflow added (§26.4). */
export const ownSkill: Rank<AgentId> = {
  name: 'ownSkill',
  byNeed: ({ config, needs }, need, agent) => {
    const skill = needs.skill[need]
    const isOwn = skill === NO_SKILL || levelOf(config, agent, skill) > 0
    return Number(!isOwn)
  },
  of: (view, agent, need) => ownSkill.byNeed!(view, need, agent),
}

/** The allocated group before those that a split tries after it, in their order (§6). */
export const groupOrder: Rank<AgentId> = {
  name: 'groupOrder',
  byNeed: ({ config, needs }, need, agent) => {
    const tries = needs.groups[need]
    return tries.length < 2 ? 0 : tryOf(config, config.agents[agent].group, tries)
  },
  of: (view, agent, need) => groupOrder.byNeed!(view, need, agent),
}
