import { keepIdle } from '../capacity/idle.ts'
import { beginWarmUp } from '../capacity/warm-up.ts'
import { Refusal } from '../codes.ts'
import { Presence } from '../event.ts'
import type { Ledger } from '../ledger.ts'
import type { AgentId } from '../units.ts'
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
  keepIdle(ledger, agent, before)
  agents.presence[agent] = presence
  agents.presenceSince[agent] = ledger.now
  if (presence === Presence.offline) agents.warming[agent] = 0
  if (before === Presence.offline) beginWarmUp(ledger, agent)
  ledger.touch(agent)
}
