import type { AgentId } from '../units.ts'
import type { Rank } from '../view.ts'

/**
 * Share of capacity in use; with smart capacity off, how many are held (SEMANTICS.md §3). Quotients of whole numbers below 2²⁶ compare as doubles exactly as by
 * cross-multiplication: correctly rounded, and distinct fractions lie further apart than the rounding.
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
