import { Activity, Kind } from '../codes.ts'
import { DeadlineKind } from '../deadlines.ts'
import type { Ledger } from '../ledger.ts'
import { after, type ConversationId, NEVER, type Weight } from '../units.ts'

/** Consumer wrote: full weight at once (SEMANTICS.md §12.2). */
export function wake(ledger: Ledger, conversation: ConversationId): void {
  if (!ledger.config.smartCapacity) return
  ledger.deadlines.cancel(DeadlineKind.activity, conversation)
  ledger.conversations.inactiveAt[conversation] = NEVER
  setActivity(ledger, conversation, Activity.active, ledger.skill(conversation).weightActive)
}

/** The agent's side wrote: the timer to inactive starts again. */
export function cool(ledger: Ledger, conversation: ConversationId): void {
  if (!ledger.config.smartCapacity) return
  const { conversations: c, deadlines, now } = ledger
  const { timeToInactive, weightActive } = ledger.skill(conversation)
  const at = after(now, timeToInactive)
  c.inactiveAt[conversation] = at
  deadlines.set(DeadlineKind.activity, conversation, at, c.key[conversation])
  setActivity(ledger, conversation, Activity.cooling, weightActive)
}

/** The timer elapsed. */
export function rest(ledger: Ledger, conversation: ConversationId): void {
  ledger.conversations.inactiveAt[conversation] = NEVER
  setActivity(ledger, conversation, Activity.inactive, ledger.skill(conversation).weightInactive)
}

function setActivity(
  ledger: Ledger,
  conversation: ConversationId,
  activity: Activity,
  weight: Weight,
): void {
  const { agents, conversations: c } = ledger
  if (c.activity[conversation] === activity) return
  c.activity[conversation] = activity
  const agent = c.agent[conversation]
  ledger.tell(conversation, Kind.activity, agent, activity, weight)
  const change = weight - c.weight[conversation]
  if (change === 0) return
  c.weight[conversation] = weight
  agents.used[agent] = (agents.used[agent] + change) as Weight
  ledger.touch(agent)
}
