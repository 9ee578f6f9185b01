import { watchInactivity } from '../autoclose.ts'
import { send, startTimer } from '../automatic.ts'
import { cool, wake } from '../capacity/activity.ts'
import { Activity, Refusal, Trigger } from '../codes.ts'
import { knowsAgent } from '../config/known.ts'
import { DeadlineKind } from '../deadlines.ts'
import { helped } from '../holding.ts'
import type { Ledger } from '../ledger.ts'
import { endQuiet, endsWithReply, liftManual } from '../manual.ts'
import { line, unline } from '../queueing.ts'
import { onShift } from '../shifts.ts'
import { surveyMessage } from '../survey.ts'
import { Pending, Stage } from '../tables.ts'
import { Fact } from '../view.ts'
import { changeDue, dueFrom } from '../targets.ts'
import { watchReply } from '../unassign.ts'
import { type ConversationId, NEVER, NO_CONVERSATION } from '../units.ts'
import type { EventOf } from './event-of.ts'

/** In its survey a conversation is closed: a message there is an answer and reopens nothing (§18). */
export function consumerWrote(
  ledger: Ledger,
  event: EventOf<'consumer.wrote'>,
): Refusal | undefined {
  const { config, conversations: c } = ledger
  const row = c.find(event.conversation)
  if (row === NO_CONVERSATION) return wroteInSurvey(ledger, event)
  c.lastConsumerAt[row] = c.changedAt[row] = ledger.now
  const isRun = c.owedSince[row] !== NEVER && !config.resetDueOnEveryConsumerMessage
  // A further message of a run moves nothing, unless a manual target put the conversation off.
  if (!isRun || c.activity[row] !== Activity.active || isPutOff(ledger, row)) moved(ledger, row)
  if (ledger.sends) heardInTime(ledger, row)
  return undefined
}

function wroteInSurvey(ledger: Ledger, event: EventOf<'consumer.wrote'>): Refusal | undefined {
  const row = ledger.conversations.findSurvey(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  surveyMessage(ledger, row)
  return undefined
}

function moved(ledger: Ledger, row: ConversationId): void {
  if (ledger.conversations.stage[row] === Stage.assigned) heard(ledger, row)
  else {
    unline(ledger, row)
    owed(ledger, row)
    line(ledger, row)
  }
}

/** Heard by the agent who holds it. */
function heard(ledger: Ledger, row: ConversationId): void {
  const { conversations: c } = ledger
  const isFirst = c.owedSince[row] === NEVER
  owed(ledger, row)
  if (c.activity[row] !== Activity.active) wake(ledger, row)
  if (!isFirst) return
  startTimer(ledger, row, DeadlineKind.agentSilent)
  if (ledger.unassigns) watchReply(ledger, row)
}

/** Only the first message of a run moves the due, unless every one does (SEMANTICS.md §14.3). */
function owed(ledger: Ledger, row: ConversationId): void {
  const { config, conversations: c, now } = ledger
  if (c.owedSince[row] === NEVER) c.owedSince[row] = now
  endQuiet(ledger, row)
  if (c.pending[row] === Pending.agent && !config.resetDueOnEveryConsumerMessage) return
  c.pending[row] = Pending.agent
  c.pendingSince[row] = now
  changeDue(ledger, row, dueFrom(ledger, row))
}

function heardInTime(ledger: Ledger, row: ConversationId): void {
  ledger.deadlines.cancel(DeadlineKind.consumerSilent, row)
  if (!onShift(ledger, row)) send(ledger, row, Trigger.messageOffHours)
}

/** A public message of the agent's side: nothing is owed, and the conversation cools. */
export function agentWrote(ledger: Ledger, event: EventOf<'agent.wrote'>): Refusal | undefined {
  const { conversations: c } = ledger
  const row = c.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  if (!knowsAgent(ledger.config, event.agent)) return Refusal.unknownAgent
  c.changedAt[row] = ledger.now
  c.facts[row] |= Fact.wasAnswered
  if (c.stage[row] === Stage.assigned) {
    if (c.agent[row] === event.agent) helped(ledger, row)
    const owedSince = c.owedSince[row]
    answered(ledger, row)
    cool(ledger, row, owedSince)
  } else if (c.pending[row] === Pending.agent || ledger.sparse.manual.has(row)) {
    unline(ledger, row)
    answered(ledger, row)
    line(ledger, row)
  }
  startTimer(ledger, row, DeadlineKind.consumerSilent)
  watchInactivity(ledger, row)
  return undefined
}

function answered(ledger: Ledger, row: ConversationId): void {
  const { conversations: c, deadlines, now, overflow } = ledger
  // Only what answers somebody is a response, though a manual target may make it due.
  if (overflow.isUsed && c.pending[row] === Pending.agent && c.due[row] !== NEVER)
    overflow.noteReplied(c.skill[row], now, now <= c.due[row])
  c.pending[row] = Pending.consumer
  c.owedSince[row] = NEVER
  endQuiet(ledger, row)
  changeDue(ledger, row, NEVER)
  if (endsWithReply(ledger, row)) liftManual(ledger, row)
  deadlines.cancel(DeadlineKind.agentSilent, row)
  deadlines.cancel(DeadlineKind.unassign, row)
}

/** Put off by a manual target until a message ends that (§11.5). */
function isPutOff({ now, sparse }: Ledger, row: ConversationId): boolean {
  const manual = sparse.manual.get(row)
  return manual !== undefined && now < manual.quietUntil
}
