import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { after, type AgentId, type ConversationId, NEVER } from './units.ts'

/** `agent` gets it no more for the hold, and only last of all afterwards (SEMANTICS.md §3). */
export function avoid(ledger: Ledger, conversation: ConversationId, agent: AgentId): void {
  const { aside, config, conversations, deadlines, now } = ledger
  aside.mark(conversation, agent, after(now, config.avoidHold))
  const end = aside.nextHoldEnd(conversation, now)
  deadlines.set(DeadlineKind.holdEnd, conversation, end, conversations.key[conversation])
}

/** The skill changed, or it is over: nobody is avoided any more. */
export function clearMarks(ledger: Ledger, conversation: ConversationId): void {
  if (!ledger.aside.has(conversation)) return
  ledger.aside.clear(conversation)
  ledger.deadlines.cancel(DeadlineKind.holdEnd, conversation)
}

/** Another agent's assignment clears the marks of all but its own. */
export function keepMarks(ledger: Ledger, conversation: ConversationId, agent: AgentId): void {
  ledger.aside.keepOnly(conversation, agent)
  ledger.deadlines.cancel(DeadlineKind.holdEnd, conversation)
}

/** A hold ended: the next one is waited for, and whoever stands aside may be taken. */
export function holdEnded(ledger: Ledger, conversation: ConversationId): void {
  const { aside, conversations: c, deadlines, now } = ledger
  const next = aside.nextHoldEnd(conversation, now)
  if (next < NEVER) deadlines.set(DeadlineKind.holdEnd, conversation, next, c.key[conversation])
  ledger.stir(c.need[conversation])
  ledger.missed.add(c.need[conversation])
}
