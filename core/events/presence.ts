import { Refusal } from '../codes.ts'
import { knowsAgent } from '../config/known.ts'
import { Presence } from '../event.ts'
import type { Ledger } from '../ledger.ts'
import { logOut } from '../logout.ts'
import { withdrawFrom } from '../offers.ts'
import { setPresence } from '../presence.ts'
import type { EventOf } from './event-of.ts'

/** Online, away, back soon or offline (SEMANTICS.md §19). */
export function presenceSet(
  ledger: Ledger,
  { agent, presence }: EventOf<'agent.presenceSet'>,
): Refusal | undefined {
  if (!knowsAgent(ledger.config, agent)) return Refusal.unknownAgent
  if (ledger.agents.presence[agent] === presence) return undefined
  setPresence(ledger, agent, presence)
  if (presence !== Presence.online) withdrawFrom(ledger, agent)
  return undefined
}

/** Nobody has heard of the agent for the length of the lease: offline, and told (§19). */
export function leaseExpired(
  ledger: Ledger,
  { agent }: EventOf<'agent.leaseExpired'>,
): Refusal | undefined {
  if (!knowsAgent(ledger.config, agent)) return Refusal.unknownAgent
  if (ledger.agents.presence[agent] === Presence.offline) return undefined
  logOut(ledger, agent)
  return undefined
}
