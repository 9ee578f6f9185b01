import { needFor } from './asks.ts'
import { bestFor } from './choosing.ts'
import { Entry, Kind } from './codes.ts'
import { assignAtOnce } from './holding.ts'
import type { Ledger } from './ledger.ts'
import { Stage } from './tables.ts'
import { type ConversationId, NO_AGENT } from './units.ts'

/**
 * Enters the queue of its skill and leaves it at once if somebody is ready: says whether. It is what a
 * pass would do, without the way through the line. Whoever waits still has nobody since the last pass.
 */
export function comesStraight(ledger: Ledger, conversation: ConversationId): boolean {
  const { conversations: c, exceptions, now, ready } = ledger
  if (ledger.detours || ledger.sends || exceptions.has(conversation)) return false
  if (ledger.config.dispatchCadence !== 'immediate') return false
  const need = needFor(ledger, conversation)
  if (!ready.any(need)) return false
  c.stage[conversation] = Stage.queued
  c.enteredAt[conversation] = c.actionableSince[conversation] = now
  c.need[conversation] = need
  ledger.tell(conversation, Kind.queued, NO_AGENT, Entry.opened, c.due[conversation])
  const agent = bestFor(ledger, need, conversation)
  assignAtOnce(ledger, conversation, agent, ledger.trace.codeOf(ledger.choice.decidedBy))
  ledger.passes++
  return true
}
