import { Kind, Target } from './codes.ts'
import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { Pending } from './tables.ts'
import { after, type ConversationId, NEVER, type Time } from './units.ts'

/** The agent's side owes a reply from now: counts to the due of its skill. */
export function owe(ledger: Ledger, conversation: ConversationId): void {
  ledger.conversations.pending[conversation] = Pending.agent
  ledger.conversations.pendingSince[conversation] = ledger.now
  setDue(ledger, conversation, dueFrom(ledger, conversation))
}

/** `pendingSince` + target; NEVER without a target (SEMANTICS.md §14). */
export function dueFrom(ledger: Ledger, conversation: ConversationId): Time {
  const { target } = ledger.skill(conversation)
  return target === null ? NEVER : after(ledger.conversations.pendingSince[conversation], target)
}

export function setDue(ledger: Ledger, conversation: ConversationId, due: Time): void {
  const { conversations: c, deadlines, now } = ledger
  c.due[conversation] = due
  if (due === NEVER) deadlines.cancel(DeadlineKind.duePassed, conversation)
  else {
    // One already past is told at once, dated to now; else a millisecond late, dated to the due.
    const tellAt = Math.max(due + 1, now) as Time
    deadlines.set(DeadlineKind.duePassed, conversation, tellAt, c.key[conversation])
  }
}

/** The row that tells of a due set or cleared outside a queue entry. */
export function tellDue(ledger: Ledger, conversation: ConversationId): void {
  const due = ledger.conversations.due[conversation]
  ledger.tell(conversation, Kind.due, ledger.holder(conversation), Target.default, due)
}

/** The due passed unanswered: dated to it, or to now if it was already past when it was set. */
export function overdue(ledger: Ledger, conversation: ConversationId): void {
  const { applied, conversations: c, trace } = ledger
  const due = c.due[conversation]
  // A transfer may bring a due that is past already: nobody missed it before the entry.
  const at = Math.max(due, c.enteredAt[conversation]) as Time
  const agent = ledger.holder(conversation)
  const skill = c.skill[conversation]
  trace.push(at, Kind.overdue, c.key[conversation], agent, skill, 0, due, applied)
}
