import { Activity, Kind } from '../codes.ts'
import { DeadlineKind } from '../deadlines.ts'
import type { Ledger } from '../ledger.ts'
import { after, type ConversationId, NEVER, type Time } from '../units.ts'
import { reweigh } from './room.ts'

/** Consumer wrote: full weight at once (SEMANTICS.md §12.2). */
export function wake(ledger: Ledger, conversation: ConversationId): void {
  stopCooling(ledger, conversation)
  if (ledger.config.smartCapacity) setActivity(ledger, conversation, Activity.active)
}

/** Without smart capacity nothing cools, but what did under another configuration may still run. */
function stopCooling(ledger: Ledger, conversation: ConversationId): void {
  const { inactiveAt } = ledger.conversations
  if (inactiveAt[conversation] === NEVER) return
  inactiveAt[conversation] = NEVER
  ledger.deadlines.cancel(DeadlineKind.activity, conversation)
}

/** No message of the consumer is answered. */
export const NO_RUN = NEVER

/**
 * The agent's side wrote, or took it: the timer to inactive starts again. `owedSince`: since when the
 * run of messages that this answers has waited; one that waited long cools sooner (backlog).
 */
export function cool(ledger: Ledger, conversation: ConversationId, owedSince: Time): void {
  if (!ledger.config.smartCapacity) return stopCooling(ledger, conversation)
  const { config, conversations: c, deadlines, now } = ledger
  const { timeToInactive } = ledger.skill(conversation)
  const { backlog } = config
  const isLate = backlog !== null && now - owedSince > backlog.interval
  const at = after(now, isLate ? backlog.timeToInactive : timeToInactive)
  c.inactiveAt[conversation] = at
  deadlines.set(DeadlineKind.activity, conversation, at, c.key[conversation])
  setActivity(ledger, conversation, Activity.cooling)
}

/** The timer elapsed, or a manual target puts it off for long (§11.5). */
export function rest(ledger: Ledger, conversation: ConversationId): void {
  stopCooling(ledger, conversation)
  if (ledger.config.smartCapacity) setActivity(ledger, conversation, Activity.inactive)
}

function setActivity(ledger: Ledger, conversation: ConversationId, activity: Activity): void {
  const { conversations: c } = ledger
  const before = c.activity[conversation]
  if (before === activity) return
  const agent = c.agent[conversation]
  const weighed = c.weight[conversation]
  const weight = reweigh(ledger, conversation, activity)
  ledger.tell(conversation, Kind.activity, agent, activity, weight)
  const isBusiness = before === Activity.inactive || activity === Activity.inactive
  if (isBusiness || weight !== weighed) ledger.touch(agent)
}
