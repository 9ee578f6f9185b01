import { Activity, Kind } from '../codes.ts'
import { DeadlineKind } from '../deadlines.ts'
import type { Ledger } from '../ledger.ts'
import { after, type ConversationId, NEVER } from '../units.ts'
import { reweigh } from './room.ts'

/** Consumer wrote: full weight at once (SEMANTICS.md §12.2). */
export function wake(ledger: Ledger, conversation: ConversationId): void {
  if (!ledger.config.smartCapacity) return
  ledger.deadlines.cancel(DeadlineKind.activity, conversation)
  ledger.conversations.inactiveAt[conversation] = NEVER
  setActivity(ledger, conversation, Activity.active)
}

/** The agent's side wrote: the timer to inactive starts again. */
export function cool(ledger: Ledger, conversation: ConversationId): void {
  if (!ledger.config.smartCapacity) return
  const { conversations: c, deadlines, now } = ledger
  const { timeToInactive } = ledger.skill(conversation)
  const at = after(now, timeToInactive)
  c.inactiveAt[conversation] = at
  deadlines.set(DeadlineKind.activity, conversation, at, c.key[conversation])
  setActivity(ledger, conversation, Activity.cooling)
}

/** The timer elapsed. */
export function rest(ledger: Ledger, conversation: ConversationId): void {
  ledger.conversations.inactiveAt[conversation] = NEVER
  setActivity(ledger, conversation, Activity.inactive)
}

function setActivity(ledger: Ledger, conversation: ConversationId, activity: Activity): void {
  const { conversations: c } = ledger
  const before = c.activity[conversation]
  if (before === activity) return
  const agent = c.agent[conversation]
  const weight = reweigh(ledger, conversation, activity)
  ledger.tell(conversation, Kind.activity, agent, activity, weight)
  // Active and cooling weigh the same.
  if (before === Activity.inactive || activity === Activity.inactive) ledger.touch(agent)
}
