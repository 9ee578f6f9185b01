import { Activity, Kind } from '../codes.ts'
import { DeadlineKind } from '../deadlines.ts'
import type { Ledger } from '../ledger.ts'
import { after, type ConversationId, NEVER, type Time, type Weight } from '../units.ts'

/** Consumer wrote: full weight at once (SEMANTICS.md §12.2). */
export function wake(ledger: Ledger, conversation: ConversationId): void {
  if (!ledger.config.smartCapacity) return
  ledger.deadlines.cancel(DeadlineKind.activity, conversation)
  ledger.conversations.inactiveAt[conversation] = NEVER
  setActivity(ledger, conversation, Activity.active, ledger.skill(conversation).weightActive)
}

/** No message of the consumer is answered. */
export const NO_RUN = NEVER

/**
 * The agent's side wrote, or took it: the timer to inactive starts again. `owedSince`: since when the
 * run of messages that this answers has waited; one that waited long cools sooner (backlog).
 */
export function cool(ledger: Ledger, conversation: ConversationId, owedSince: Time): void {
  if (!ledger.config.smartCapacity) return
  const { config, conversations: c, deadlines, now } = ledger
  const { timeToInactive, weightActive } = ledger.skill(conversation)
  const { backlog } = config
  const isLate = backlog !== null && now - owedSince > backlog.interval
  const at = after(now, isLate ? backlog.timeToInactive : timeToInactive)
  c.inactiveAt[conversation] = at
  deadlines.set(DeadlineKind.activity, conversation, at, c.key[conversation])
  setActivity(ledger, conversation, Activity.cooling, weightActive)
}

/** The timer elapsed, or a manual target puts it off for long (§11.5). */
export function rest(ledger: Ledger, conversation: ConversationId): void {
  if (!ledger.config.smartCapacity) return
  ledger.deadlines.cancel(DeadlineKind.activity, conversation)
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
  const before = c.activity[conversation]
  if (before === activity) return
  c.activity[conversation] = activity
  const agent = c.agent[conversation]
  const more = Number(before === Activity.inactive) - Number(activity === Activity.inactive)
  agents.active[agent] += more
  ledger.tell(conversation, Kind.activity, agent, activity, weight)
  const change = weight - c.weight[conversation]
  if (change === 0 && more === 0) return
  c.weight[conversation] = weight
  agents.used[agent] = (agents.used[agent] + change) as Weight
  ledger.touch(agent)
}
