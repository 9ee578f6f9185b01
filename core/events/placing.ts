import { needFor } from '../asks.ts'
import { watchInactivity } from '../autoclose.ts'
import { How, Loss, Refusal } from '../codes.ts'
import { knowsAgent } from '../config/known.ts'
import { assign, place, release } from '../holding.ts'
import type { Ledger } from '../ledger.ts'
import { withdraw } from '../offers.ts'
import { Reason } from '../reason.ts'
import { hasRoomFor, standingWith } from '../select.ts'
import { Pending, Stage } from '../tables.ts'
import { type AgentId, type ConversationId, NEVER, NO_AGENT, NO_CONVERSATION } from '../units.ts'
import { Fact } from '../view.ts'
import { begin } from './lifecycle.ts'
import type { EventOf } from './event-of.ts'

/** A manager has it at once: no queue, no test of room (SEMANTICS.md §7). */
export function takenOver(
  ledger: Ledger,
  event: EventOf<'conversation.takenOver'>,
): Refusal | undefined {
  const { agent, conversation } = event
  const row = ledger.conversations.find(conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  if (!knowsAgent(ledger.config, agent)) return Refusal.unknownAgent
  if (ledger.holder(row) === agent) return Refusal.isTheHolder
  withdraw(ledger, row)
  if (ledger.holder(row) !== NO_AGENT) {
    release(ledger, row, Loss.takenOver)
    // It waited for nobody: the wait of this assignment is none.
    ledger.conversations.enteredAt[row] = ledger.now
  }
  place(ledger, row, agent, How.takenOver)
  return undefined
}

/** A manager gives what waits to an agent: predicates 1–6 and 10, or none if that is overridden. */
export function placed(ledger: Ledger, event: EventOf<'conversation.placed'>): Refusal | undefined {
  const { agent, conversation, overrides } = event
  const row = ledger.conversations.find(conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  if (!knowsAgent(ledger.config, agent)) return Refusal.unknownAgent
  if (ledger.conversations.stage[row] !== Stage.queued) return Refusal.notQueued
  if (!overrides && !mayHave(ledger, row, agent, Reason.full)) return Refusal.notEligible
  withdraw(ledger, row)
  place(ledger, row, agent, How.placed)
  return undefined
}

/** An agent takes it from the queue: predicates 1–6 and, unless that is set, 10 (§4). */
export function taken(ledger: Ledger, event: EventOf<'conversation.taken'>): Refusal | undefined {
  const { agent, conversation } = event
  const { takeFromQueue } = ledger.config
  const row = ledger.conversations.find(conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  if (!knowsAgent(ledger.config, agent)) return Refusal.unknownAgent
  if (takeFromQueue === 'off') return Refusal.notPermitted
  if (ledger.conversations.stage[row] !== Stage.queued) return Refusal.notQueued
  const last = takeFromQueue === 'permitted' ? Reason.full : Reason.notOnline
  if (!mayHave(ledger, row, agent, last)) return Refusal.notEligible
  withdraw(ledger, row)
  assign(ledger, row, agent, How.taken)
  return undefined
}

/** An agent opens a conversation: assigned from the start, nothing owed, no test of room (§7). */
export function resumed(
  ledger: Ledger,
  event: EventOf<'conversation.resumed'>,
): Refusal | undefined {
  const { conversations: c } = ledger
  if (!knowsAgent(ledger.config, event.agent)) return Refusal.unknownAgent
  const row = begin(ledger, event)
  if (typeof row !== 'number') return row.refusal
  c.pending[row] = Pending.consumer
  c.pendingSince[row] = ledger.now
  c.due[row] = NEVER
  c.enteredAt[row] = ledger.now
  c.actionableSince[row] = ledger.now
  c.facts[row] |= Fact.byAgent
  c.need[row] = needFor(ledger, row)
  place(ledger, row, event.agent, How.resumed)
  watchInactivity(ledger, row)
  return undefined
}

/** Whether predicates 1–6 hold, and the test of room where `last` says so. */
function mayHave(
  ledger: Ledger,
  row: ConversationId,
  agent: AgentId,
  last: typeof Reason.full | typeof Reason.notOnline,
): boolean {
  const need = ledger.conversations.need[row]
  const reason = standingWith(ledger, need, row, agent)
  if (reason <= Reason.notOnline) return false
  return last === Reason.notOnline || hasRoomFor(ledger, need, agent)
}
