import { serves } from './config/known.ts'
import { needFor } from './asks.ts'
import { Presence } from './event.ts'
import type { Ledger } from './ledger.ts'
import { hasRoomFor } from './select.ts'
import { suggest } from './suggestions.ts'
import { after, type AgentId, type ConversationId, NO_AGENT, NO_CONSUMER } from './units.ts'

/**
 * A consumer who comes back is kept for the agent who had their most recent closed conversation, if
 * every enabled condition holds (SEMANTICS.md §8). It is not in a queue yet.
 */
export function preferLastAgent(ledger: Ledger, row: ConversationId): void {
  const { config, consumers, conversations: c, now } = ledger
  const { lastAgent } = config
  if (lastAgent === null || c.consumer[row] === NO_CONSUMER) return
  const last = consumers.last(c.consumer[row])
  if (last === undefined || last.agent === NO_AGENT) return
  const { closedWithin, lookback, minScore } = lastAgent
  if (now - last.at > lookback) return
  if (closedWithin !== null && now - last.at >= closedWithin) return
  if (minScore !== null && !(last.score !== null && last.score > minScore)) return
  if (!isFit(ledger, row, last.agent)) return
  // Where it is offered, the offer may be answered for as long as offers live.
  const rings = config.distributionMode !== 'auto'
  const wait = rings ? Math.max(lastAgent.maxWait, config.offerTtl) : lastAgent.maxWait
  suggest(ledger, row, last.agent, after(now, wait as typeof lastAgent.maxWait), true)
}

/** The enabled conditions that concern the agent now. */
function isFit(ledger: Ledger, row: ConversationId, agent: AgentId): boolean {
  const { agents, config, conversations } = ledger
  const { requireCapacity, requireOnline, requireSkill } = config.lastAgent!
  const skill = conversations.skill[row]
  if (requireSkill && !serves(ledger.config, agent, skill)) return false
  if (requireOnline && agents.presence[agent] !== Presence.online) return false
  if (!requireCapacity) return true
  conversations.need[row] = needFor(ledger, row)
  return hasRoomFor(ledger, conversations.need[row], agent)
}
