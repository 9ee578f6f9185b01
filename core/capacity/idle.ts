import { Presence } from '../event.ts'
import type { Ledger } from '../ledger.ts'
import type { AgentId, Duration } from '../units.ts'

/**
 * The clock of SEMANTICS.md §26.9: time online since the later of last assignment and login. The
 * column holds it as of `presenceSince`; while somebody is online it runs from there.
 */

/** Presence changes from `before`: call it while `presenceSince` is still the old one. */
export function keepIdle({ agents, now }: Ledger, agent: AgentId, before: Presence): void {
  if (before === Presence.offline) agents.readyTime[agent] = 0 as Duration
  if (before !== Presence.online) return
  const online = agents.readyTime[agent] + (now - agents.presenceSince[agent])
  agents.readyTime[agent] = online as Duration
}

/** Something was assigned: as of now it is nothing, so of who is online it was less before. */
export function restartIdle({ agents, now }: Ledger, agent: AgentId): void {
  const isOnline = agents.presence[agent] === Presence.online
  agents.readyTime[agent] = (isOnline ? agents.presenceSince[agent] - now : 0) as Duration
}
