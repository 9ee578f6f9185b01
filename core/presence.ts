import { keepIdle } from './capacity/idle.ts'
import { beginWarmUp } from './capacity/warm-up.ts'
import { Presence } from './event.ts'
import type { Ledger } from './ledger.ts'
import { watchReplies } from './unassign.ts'
import { type AgentId, NO_SKILL } from './units.ts'

/** The one place where a presence changes (SEMANTICS.md §19). */
export function setPresence(ledger: Ledger, agent: AgentId, presence: Presence): void {
  const { agents, config, fallback } = ledger
  const before = agents.presence[agent]
  if (before === presence) return
  keepIdle(ledger, agent, before)
  agents.presence[agent] = presence
  agents.presenceSince[agent] = ledger.now
  if (presence === Presence.offline) agents.warming[agent] = 0
  if (before === Presence.offline) beginWarmUp(ledger, agent)
  const online = Number(presence === Presence.online) - Number(before === Presence.online)
  const loggedIn = Number(presence !== Presence.offline) - Number(before !== Presence.offline)
  if (fallback.isUsed && config.agents[agent].enabled) {
    for (const skill of config.agents[agent].skills) fallback.count(skill, online, loggedIn)
    fallback.count(NO_SKILL, online, loggedIn)
  }
  if (config.unassigns) watchReplies(ledger, agent)
  ledger.touch(agent)
}
