import { welcome } from '../automatic.ts'
import { Activity, Cause, Entry, Loss, Refusal } from '../codes.ts'
import { knowsChannel, knowsSkill } from '../config/known.ts'
import { close, takeOut } from '../holding.ts'
import type { Ledger } from '../ledger.ts'
import { preferLastAgent } from '../last-agent.ts'
import { enqueue } from '../queueing.ts'
import { onShift } from '../shifts.ts'
import { comesStraight } from '../straight.ts'
import { surveyAfter } from '../survey.ts'
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
import { Fact } from '../view.ts'
import type { EventOf } from './event-of.ts'

/** A consumer opens a conversation: owed a reply, and queued (SEMANTICS.md §14.3, §23). */
export function opened(ledger: Ledger, event: EventOf<'conversation.opened'>): Refusal | undefined {
  const row = begin(ledger, event)
  if (typeof row !== 'number') return row.refusal
  ledger.conversations.owedSince[row] = ledger.now
  owe(ledger, row)
  preferLastAgent(ledger, row)
  if (comesStraight(ledger, row)) return undefined
  enqueue(ledger, row, Entry.opened, NO_AGENT)
  if (ledger.sends) welcome(ledger, row)
  return undefined
}

/** A row for a new conversation. A row that is used again remembers nothing: a snapshot would tell. */
export function begin(
  ledger: Ledger,
  event: EventOf<'conversation.opened' | 'conversation.resumed'>,
): ConversationId | { readonly refusal: Refusal } {
  const { conversations: c, now } = ledger
  const { channel = 0 as ChannelId, consumer = NO_CONSUMER, conversation, skill } = event
  if (c.findAny(conversation) !== NO_CONVERSATION) return ALREADY_OPEN
  if (!Number.isSafeInteger(conversation)) return NOT_A_KEY
  if (!knowsSkill(ledger.config, skill)) return UNKNOWN_SKILL
  if (channel !== 0 && !knowsChannel(ledger.config, channel))
    return { refusal: Refusal.unknownChannel }
  if (!Number.isSafeInteger(consumer)) return NOT_A_KEY
  if (consumer !== NO_CONSUMER && ledger.consumers.hasOpen(consumer, channel))
    return { refusal: Refusal.consumerHasOne }
  const required = event.requires && ledger.needs.requirements.read(event.requires)
  if (event.requires !== undefined && required === undefined) return BAD_REQUIREMENT
  const row = c.take(conversation)
  c.skill[row] = skill
  c.consumer[row] = consumer
  c.channel[row] = channel
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
  c.due[row] = NEVER
  c.targets[row] = ledger.triples.of(skill)
  if (ledger.config.offHoursFrozenAtOpen && onShift(ledger, row)) c.facts[row] |= Fact.frozen
  if (consumer !== NO_CONSUMER) belong(ledger, row, consumer)
  if (required !== undefined && required.length > 0) ledger.asks.requires.set(row, required)
  if (event.tags !== undefined) ledger.exceptions.tags.set(row, event.tags)
  return row
}

/** Whose it is: the first conversation that somebody ever had is known as such (§11.4, §23). */
function belong(
  { consumers, conversations: c }: Ledger,
  row: ConversationId,
  consumer: ConsumerKey,
): void {
  c.facts[row] |= consumers.count(consumer) === 0 ? Fact.firstTime : Fact.returning
  consumers.opened(consumer, c.channel[row])
}

const ALREADY_OPEN = { refusal: Refusal.alreadyOpen }
const NOT_A_KEY = { refusal: Refusal.notAKey }
const BAD_REQUIREMENT = { refusal: Refusal.badRequirement }
const UNKNOWN_SKILL = { refusal: Refusal.unknownSkill }

/** Removes assignment, timers and queue entry in one step (§23). */
export function closed(ledger: Ledger, event: EventOf<'conversation.closed'>): Refusal | undefined {
  const row = ledger.conversations.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  takeOut(ledger, row, Loss.closed)
  const { by, skipsSurvey } = event
  const cause = by === 'agent' ? Cause.agent : by === 'consumer' ? Cause.consumer : Cause.system
  const survey = skipsSurvey ? null : surveyAfter(ledger, row, cause)
  close(ledger, row, cause, survey, event.score)
  return undefined
}
