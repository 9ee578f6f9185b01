import { Activity, Cause, Entry, Loss, Refusal } from '../codes.ts'
import { close, takeOut } from '../holding.ts'
import type { Ledger } from '../ledger.ts'
import { enqueue } from '../queueing.ts'
import { owe } from '../targets.ts'
import {
  type ChannelId,
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
  if (c.find(event.conversation) !== NO_CONVERSATION) return Refusal.alreadyOpen
  if (!Number.isSafeInteger(event.conversation)) return Refusal.notAKey
  if (!ledger.knowsSkill(event.skill)) return Refusal.unknownSkill
  const { channel = 0 as ChannelId } = event
  if (ledger.config.channels[channel] === undefined) return Refusal.unknownChannel
  const required = event.requires && ledger.needs.requirements.read(event.requires)
  if (event.requires !== undefined && required === undefined) return Refusal.badRequirement
  const row = c.take(event.conversation)
  c.skill[row] = event.skill
  begin(ledger, row)
  c.channel[row] = channel
  if (required !== undefined && required.length > 0) ledger.asks.requires.set(row, required)
  owe(ledger, row)
  enqueue(ledger, row, Entry.opened, NO_AGENT)
  return undefined
}

/** A row that is used again remembers nothing: a snapshot would tell. */
function begin({ conversations: c, now }: Ledger, row: ConversationId): void {
  c.consumer[row] = NO_CONSUMER
  c.channel[row] = 0 as ChannelId
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
}

/** Removes assignment, timers and queue entry in one step (§23). */
export function closed(ledger: Ledger, event: EventOf<'conversation.closed'>): Refusal | undefined {
  const row = ledger.conversations.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  takeOut(ledger, row, Loss.closed)
  const { by } = event
  const cause = by === 'agent' ? Cause.agent : by === 'consumer' ? Cause.consumer : Cause.system
  close(ledger, row, cause)
  return undefined
}
