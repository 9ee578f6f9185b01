import { keepIdle } from './capacity/idle.ts'
import { beginWarmUp } from './capacity/warm-up.ts'
import { DeadlineKind } from './deadlines.ts'
import { BotStatus, Presence } from './event.ts'
import type { Ledger } from './ledger.ts'
import { watchReplies } from './unassign.ts'
import { type AgentId, NEVER } from './units.ts'

/** The one place where a presence changes (SEMANTICS.md §19). */
export function setPresence(ledger: Ledger, agent: AgentId, presence: Presence): void {
  const { agents, fallback } = ledger
  const before = agents.presence[agent]
  if (before === presence) return
  keepIdle(ledger, agent, before)
  agents.presence[agent] = presence
  agents.presenceSince[agent] = ledger.now
  if (presence === Presence.offline) leave(ledger, agent)
  if (before === Presence.offline) beginWarmUp(ledger, agent)
  fallback.look(ledger, agent)
  if (ledger.unassigns) watchReplies(ledger, agent)
  ledger.touch(agent)
}

/** What runs while an agent is logged in. */
function leave({ agents, deadlines, logsOut }: Ledger, agent: AgentId): void {
  agents.warming[agent] = 0
  if (!logsOut) return
  agents.logsOutAt[agent] = NEVER
  deadlines.cancel(DeadlineKind.logout, agent)
}

/** There, as far as anybody else can tell: enabled, and, a bot, not offline by what its host says. */
export function isLoggedIn({ agents, config }: Ledger, agent: AgentId): boolean {
  const isOff = agents.presence[agent] === Presence.offline
  return config.agents[agent].enabled && !isOff && agents.botStatus[agent] !== BotStatus.offline
}

/** The same, and online. */
export function isOnline(ledger: Ledger, agent: AgentId): boolean {
  return ledger.agents.presence[agent] === Presence.online && isLoggedIn(ledger, agent)
}
