import { Refusal } from '../codes.ts'
import { Presence } from '../event.ts'
import type { Ledger } from '../ledger.ts'
import { watchReplies } from '../unassign.ts'
import { type AgentId, since, SLOT } from '../units.ts'
import type { EventOf } from './event-of.ts'

/** Online, away, back soon or offline (SEMANTICS.md §19). */
export function presenceSet(
  ledger: Ledger,
  { agent, presence }: EventOf<'agent.presenceSet'>,
): Refusal | undefined {
  if (!ledger.knowsAgent(agent)) return Refusal.unknownAgent
  setPresence(ledger, agent, presence)
  return undefined
}

/** The one place where a presence changes. */
export function setPresence(ledger: Ledger, agent: AgentId, presence: Presence): void {
  const { agents } = ledger
  const before = agents.presence[agent]
  if (before === presence) return
  agents.presence[agent] = presence
  agents.presenceSince[agent] = ledger.now
  if (presence === Presence.offline) agents.warming[agent] = 0
  if (before === Presence.offline) login(ledger, agent)
  if (ledger.config.unassigns) watchReplies(ledger, agent)
  ledger.touch(agent)
}

/** Warm-up applies after a long enough pause (§13). */
function login({ agents, config, now }: Ledger, agent: AgentId): void {
  const carried = agents.held[agent]
  const paused = since(now, agents.lastAssignedAt[agent])
  agents.loggedInAt[agent] = now
  agents.given[agent] = 0
  agents.carried[agent] = carried
  const isCold = config.warmUp !== null && paused >= config.warmUp.cooldown
  agents.warming[agent] = Number(isCold && carried < agents.maxSlots[agent] / SLOT)
}
