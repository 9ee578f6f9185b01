import type { Ledger } from '../ledger.ts'
import { type AgentId, since, SLOT, type Time } from '../units.ts'

/** At a login a warm-up begins if the last from the queue is long ago (SEMANTICS.md §13). */
export function beginWarmUp({ agents, config, now }: Ledger, agent: AgentId): void {
  const { botWarmUp, warmUp } = config
  agents.loggedInAt[agent] = now
  agents.given[agent] = 0
  // What was given in the millisecond of the login, but before it, uses up no interval.
  agents.lastGivenAt[agent] = Number.NEGATIVE_INFINITY as Time
  agents.carried[agent] = warmUp?.countCarried === false ? 0 : agents.held[agent]
  const isCold = warmUp !== null && since(now, agents.lastAssignedAt[agent]) >= warmUp.cooldown
  const warms = botWarmUp || !config.agents[agent].isBot
  agents.warming[agent] = Number(isCold && warms)
  if (isCold) endIfFull(agents, agent)
}

/** One from the queue was given, or is proposed: once enough are, the warm-up ends. */
export function countGiven({ agents, now }: Ledger, agent: AgentId): void {
  agents.given[agent]++
  agents.lastGivenAt[agent] = now
  if (agents.warming[agent] === 1) endIfFull(agents, agent)
}

function endIfFull(agents: Ledger['agents'], agent: AgentId): void {
  const all = agents.carried[agent] + agents.given[agent]
  if (all >= agents.maxSlots[agent] / SLOT) agents.warming[agent] = 0
}
