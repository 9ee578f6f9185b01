import { welcome } from '../automatic.ts'
import { Activity, Cause, Entry, Loss, Refusal } from '../codes.ts'
import { close, takeOut } from '../holding.ts'
import type { Ledger } from '../ledger.ts'
import { enqueue } from '../queueing.ts'
import { onShift } from '../shifts.ts'
import { surveyAfter } from '../survey.ts'
import { Fact } from '../tables.ts'
import { owe } from '../targets.ts'
import {
  type ChannelId,
  type ConsumerKey,
  type ConversationId,
  NEVER,
  NO_AGENT,
  NO_CONSUMER,
  NO_CONVERSATION,
  NO_GROUP,
  type Weight,
} from '../units.ts'
import type { EventOf } from './event-of.ts'

/** A consumer opens a conversation: owed a reply, and queued (SEMANTICS.md §14.3, §23). */
export function opened(ledger: Ledger, event: EventOf<'conversation.opened'>): Refusal | undefined {
  const { conversations: c } = ledger
  if (c.findAny(event.conversation) !== NO_CONVERSATION) return Refusal.alreadyOpen
  if (!Number.isSafeInteger(event.conversation)) return Refusal.notAKey
  if (!ledger.knowsSkill(event.skill)) return Refusal.unknownSkill
  const { channel = 0 as ChannelId, consumer = NO_CONSUMER } = event
  if (!ledger.knowsChannel(channel)) return Refusal.unknownChannel
  if (!Number.isSafeInteger(consumer)) return Refusal.notAKey
  if (consumer !== NO_CONSUMER && ledger.consumers.hasOpen(consumer, channel))
    return Refusal.consumerHasOne
  const row = c.take(event.conversation)
  c.skill[row] = event.skill
  begin(ledger, row)
  c.channel[row] = channel
  if (consumer !== NO_CONSUMER) belong(ledger, row, consumer)
  c.owedSince[row] = ledger.now
  owe(ledger, row)
  enqueue(ledger, row, Entry.opened, NO_AGENT)
  if (ledger.config.sends) welcome(ledger, row)
  return undefined
}

/** Whose it is: the first conversation that somebody ever had is known as such (§11.4, §23). */
function belong(
  { consumers, conversations: c }: Ledger,
  row: ConversationId,
  consumer: ConsumerKey,
): void {
  c.consumer[row] = consumer
  if (consumers.count(consumer) === 0) c.facts[row] |= Fact.firstTime
  consumers.opened(consumer, c.channel[row])
}

/** A row that is used again remembers nothing: a snapshot would tell. */
function begin(ledger: Ledger, row: ConversationId): void {
  const { config, conversations: c, now, triples } = ledger
  c.consumer[row] = NO_CONSUMER
  c.group[row] = NO_GROUP
  c.owedSince[row] = NEVER
  c.lastConsumerAt[row] = now
  c.changedAt[row] = now
  c.assignedAt[row] = NEVER
  c.facts[row] = 0
  c.transfers[row] = 0
  c.agent[row] = NO_AGENT
  c.requeued[row] = 0
  c.activity[row] = Activity.active
  c.weight[row] = 0 as Weight
  c.openedAt[row] = now
  c.inactiveAt[row] = NEVER
  c.due[row] = NEVER
  c.targets[row] = triples.of(c.skill[row])
  if (config.offHoursFrozenAtOpen && onShift(ledger, row)) c.facts[row] |= Fact.frozen
}

/** Removes assignment, timers and queue entry in one step (§23). */
export function closed(ledger: Ledger, event: EventOf<'conversation.closed'>): Refusal | undefined {
  const row = ledger.conversations.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  takeOut(ledger, row, Loss.closed)
  const { by, skipsSurvey } = event
  const cause = by === 'agent' ? Cause.agent : by === 'consumer' ? Cause.consumer : Cause.system
  close(ledger, row, cause, skipsSurvey ? null : surveyAfter(ledger, row, cause))
  return undefined
}
