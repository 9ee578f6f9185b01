import { DeadlineKind } from './deadlines.ts'
import { Presence, type RouterEvent } from './event.ts'
import type { Ledger } from './ledger.ts'
import { withdrawFrom } from './offers.ts'
import { setPresence } from './presence.ts'
import { after, type AgentId, NEVER, NO_AGENT, NO_CONVERSATION } from './units.ts'

/** Who does nothing for the length of `autoLogout` is logged out (SEMANTICS.md §19). Bots are not. */

/** Whose doing an event is, NO_AGENT if no agent's. It must not have been applied yet. */
export function doerOf(ledger: Ledger, event: RouterEvent): AgentId {
  switch (event.type) {
    // A manager's, a bot's host's, and that nobody was heard of.
    case 'conversation.placed':
    case 'bot.statusSet':
    case 'agent.leaseExpired':
      return NO_AGENT
    case 'conversation.closed': {
      if (event.by !== 'agent') return NO_AGENT
      const row = ledger.conversations.find(event.conversation)
      return row === NO_CONVERSATION ? NO_AGENT : ledger.holder(row)
    }
    default:
      return 'agent' in event ? event.agent : NO_AGENT
  }
}

/** They did something: the time without activity begins anew. */
export function stayActive(ledger: Ledger, agent: AgentId): void {
  const { agents, config, deadlines, now } = ledger
  const { autoLogout } = config
  if (agents.presence[agent] === Presence.offline) return
  const isExempt = autoLogout === null || config.agents[agent].isBot
  agents.logsOutAt[agent] = isExempt ? NEVER : after(now, autoLogout)
  if (isExempt) deadlines.cancel(DeadlineKind.logout, agent)
  else awaitLogout(ledger, agent)
}

/** What a snapshot says is still to come, whatever setting it came from. */
export function resumeLogouts(ledger: Ledger): void {
  const { agents } = ledger
  for (let row = 0; row < agents.count; row++) {
    const agent = row as AgentId
    if (agents.logsOutAt[agent] === NEVER) continue
    ledger.logsOut = true
    awaitLogout(ledger, agent)
  }
}

function awaitLogout({ agents, deadlines }: Ledger, agent: AgentId): void {
  deadlines.set(DeadlineKind.logout, agent, agents.logsOutAt[agent], agents.place[agent])
}

/** Offline by the router itself, and told: idle for too long, or unheard of (§19). */
export function logOut(ledger: Ledger, agent: AgentId): void {
  withdrawFrom(ledger, agent)
  setPresence(ledger, agent, Presence.offline)
  ledger.tellPresence(agent, Presence.offline)
}
