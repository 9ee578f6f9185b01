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
  const row = begin(ledger, event)
  if (typeof row !== 'number') return row.refusal
  owe(ledger, row)
  enqueue(ledger, row, Entry.opened, NO_AGENT)
  return undefined
}

/** A row for a new conversation. A row that is used again remembers nothing: a snapshot would tell. */
export function begin(
  ledger: Ledger,
  event: EventOf<'conversation.opened' | 'conversation.resumed'>,
): ConversationId | { readonly refusal: Refusal } {
  const { conversations: c, now } = ledger
  if (c.find(event.conversation) !== NO_CONVERSATION) return ALREADY_OPEN
  if (!Number.isSafeInteger(event.conversation)) return NOT_A_KEY
  if (!ledger.knowsSkill(event.skill)) return UNKNOWN_SKILL
  const row = c.take(event.conversation)
  c.skill[row] = event.skill
  c.consumer[row] = event.consumer ?? NO_CONSUMER
  c.channel[row] = event.channel ?? (0 as ChannelId)
  c.group[row] = NO_GROUP
  c.agent[row] = NO_AGENT
  c.requeued[row] = 0
  c.activity[row] = Activity.active
  c.weight[row] = 0 as Weight
  c.openedAt[row] = now
  c.owedSince[row] = NEVER
  c.lastConsumerAt[row] = now
  c.changedAt[row] = now
  c.assignedAt[row] = NEVER
  c.facts[row] = 0
  c.transfers[row] = 0
  c.inactiveAt[row] = NEVER
  if (event.tags !== undefined) ledger.exceptions.tags.set(row, event.tags)
  return row
}

const ALREADY_OPEN = { refusal: Refusal.alreadyOpen }
const NOT_A_KEY = { refusal: Refusal.notAKey }
const UNKNOWN_SKILL = { refusal: Refusal.unknownSkill }

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
