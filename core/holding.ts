import { passOn } from './bots.ts'
import { clearMarks, keepMarks } from './marks.ts'
import { farewell, send, startTimer } from './automatic.ts'
import { Activity, type Cause, Kind, type Loss, SuggestionEnd, Trigger } from './codes.ts'
import type { Survey } from './config/survey.ts'
import { cool, NO_RUN } from './capacity/activity.ts'
import { restartIdle } from './capacity/idle.ts'
import { giveRoom, takeRoom, weightWith } from './capacity/room.ts'
import { countGiven } from './capacity/warm-up.ts'
import { DeadlineKind, kindSet } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { withdraw } from './offers.ts'
import { unline } from './queueing.ts'
import { dropManual } from './manual.ts'
import { pauseSteps } from './relaxation.ts'
import { keepGroup } from './split.ts'
import { dropSuggestion, endSuggestion } from './suggestions.ts'
import { openSurvey } from './survey.ts'
import { Pending, Stage } from './tables.ts'
import { watchReply } from './unassign.ts'
import { type AgentId, type ConversationId, NEVER, NO_AGENT, NO_CONSUMER, since } from './units.ts'
import { Fact } from './view.ts'

/** `agent` gets it from the queue. `why`: the deciding rank, or `How`. */
export function assign(
  ledger: Ledger,
  conversation: ConversationId,
  agent: AgentId,
  why: number,
): void {
  const { conversations, detours, now, overflow } = ledger
  countAssignment(ledger, agent)
  if (detours && overflow.isUsed) overflow.noteAssigned(conversations.skill[conversation], now)
  place(ledger, conversation, agent, why)
  if (detours && ledger.bots.length > 0) passOn(ledger, conversation, agent)
}

/** `agent` gets it without having been chosen from the queue: taken over, placed, resumed. */
export function place(
  ledger: Ledger,
  conversation: ConversationId,
  agent: AgentId,
  why: number,
): void {
  const { exceptions } = ledger
  unline(ledger, conversation)
  if (exceptions.has(conversation)) {
    keepMarks(ledger, conversation, agent)
    dropSuggestion(ledger, conversation)
  }
  handOver(ledger, conversation, agent, why)
}

function handOver(ledger: Ledger, conversation: ConversationId, agent: AgentId, why: number): void {
  const { conversations: c, now } = ledger
  hold(ledger, conversation, agent)
  ledger.tell(conversation, Kind.assigned, agent, why, since(now, c.enteredAt[conversation]))
  if (c.pending[conversation] === Pending.consumer) cool(ledger, conversation, NO_RUN)
  ledger.touch(agent)
  if (ledger.sends) send(ledger, conversation, Trigger.connected)
}

/** The same for one that comes while `agent` is ready and stood in no line. */
export function assignAtOnce(
  ledger: Ledger,
  conversation: ConversationId,
  agent: AgentId,
  why: number,
): void {
  countAssignment(ledger, agent)
  handOver(ledger, conversation, agent, why)
}

/** One more from the queue: for warm-up, and for who waited longest. */
function countAssignment(ledger: Ledger, agent: AgentId): void {
  const { agents, now } = ledger
  agents.lastAssignedAt[agent] = now
  restartIdle(ledger, agent)
  countGiven(ledger, agent)
}

/** In an agent's hands at full weight, however it came there. */
function hold(ledger: Ledger, row: ConversationId, agent: AgentId): void {
  const { conversations: c, deadlines, detours, now } = ledger
  if (detours) leaveDetours(ledger, row, agent)
  c.stage[row] = Stage.assigned
  c.facts[row] |= Fact.wasAssigned
  c.assignedAt[row] = now
  c.agent[row] = agent
  c.requeued[row] = 0
  c.activity[row] = Activity.active
  c.weight[row] = weightWith(ledger, row, agent, Activity.active)
  takeRoom(ledger, row, agent)
  c.changedAt[row] = now
  deadlines.cancelAll(ofQueued, row)
  if (ledger.sends && c.pending[row] === Pending.agent)
    startTimer(ledger, row, DeadlineKind.agentSilent)
  if (!ledger.unassigns) return
  ledger.hands.add(agent, row)
  watchReply(ledger, row)
}

function leaveDetours(ledger: Ledger, row: ConversationId, agent: AgentId): void {
  if (ledger.split.isUsed) keepGroup(ledger, row, agent)
  if (ledger.relaxes) pauseSteps(ledger, row)
  if (ledger.overflow.isUsed) ledger.overflow.entries.leave(row)
}

/** Its agent loses it. */
export function release(ledger: Ledger, conversation: ConversationId, loss: Loss): void {
  const { agents, conversations: c, deadlines, now } = ledger
  const agent = c.agent[conversation]
  giveRoom(ledger, conversation, agent)
  c.changedAt[conversation] = now
  agents.lastEndedAt[agent] = now
  deadlines.cancelAll(ofHeld, conversation)
  if (ledger.unassigns) ledger.hands.remove(agent, conversation)
  c.inactiveAt[conversation] = NEVER
  ledger.tell(conversation, Kind.unassigned, agent, loss, 0)
  ledger.touch(agent)
}

/** Out of its agent's hands or out of the line. Says who held it, NO_AGENT if nobody. */
export function takeOut(ledger: Ledger, conversation: ConversationId, loss: Loss): AgentId {
  const holder = ledger.holder(conversation)
  if (ledger.conversations.rooms[conversation] !== 0) {
    withdraw(ledger, conversation)
    endSuggestion(ledger, conversation, SuggestionEnd.moved)
  }
  if (holder === NO_AGENT) unline(ledger, conversation)
  else release(ledger, conversation, loss)
  return holder
}

/** The agent side's part in a conversation with a known consumer: ranked by as history (§3, §8). */
export function helped(ledger: Ledger, conversation: ConversationId): void {
  const { conversations: c, sparse } = ledger
  if (c.consumer[conversation] === NO_CONSUMER) return
  const helpers = sparse.helpers.get(conversation) ?? []
  const agent = c.agent[conversation]
  if (!helpers.includes(agent)) sparse.helpers.set(conversation, [...helpers, agent])
}

/** Ends it, out of hands and queue. Its row is free, or stays for the survey that follows. */
export function close(
  ledger: Ledger,
  conversation: ConversationId,
  cause: Cause,
  survey: Survey | null,
  score: number | null = null,
): void {
  const { conversations: c, deadlines, now } = ledger
  if (c.consumer[conversation] !== NO_CONSUMER) remember(ledger, conversation, cause, score)
  if (c.rooms[conversation] !== 0) forget(ledger, conversation)
  if (ledger.aside.told.size > 0) ledger.aside.forget(conversation)
  if (ledger.detours) ledger.overflow.entries.leave(conversation)
  deadlines.cancelAll(ofOpen, conversation)
  const duration = since(now, c.openedAt[conversation])
  ledger.tell(conversation, Kind.closed, c.agent[conversation], cause, duration)
  if (ledger.sends) farewell(ledger, conversation, cause)
  if (survey === null) c.release(conversation)
  else openSurvey(ledger, conversation, survey)
}

/** What few conversations have, of one that is over. */
function forget(ledger: Ledger, conversation: ConversationId): void {
  const { asks, exceptions, sparse } = ledger
  clearMarks(ledger, conversation)
  exceptions.forget(conversation)
  asks.forget(conversation)
  if (sparse.manual.has(conversation)) dropManual(ledger, conversation)
  sparse.urgentSince.delete(conversation)
}

/** What a conversation waits for in a queue, in hands, and in both. */
const ofQueued = kindSet(DeadlineKind.queueWait, DeadlineKind.overflow)
const ofHeld = kindSet(DeadlineKind.activity, DeadlineKind.agentSilent, DeadlineKind.unassign)
const ofOpen =
  ofQueued | kindSet(DeadlineKind.duePassed, DeadlineKind.step, DeadlineKind.consumerSilent)

/** What its consumer will be known by when they come again. */
function remember(
  ledger: Ledger,
  conversation: ConversationId,
  cause: Cause,
  score: number | null,
): void {
  const { consumers, conversations: c, now, sparse } = ledger
  const [agent, skill] = [c.agent[conversation], c.skill[conversation]]
  const last = { at: now, cause, agent, skill, score }
  const helpers = sparse.helpers.get(conversation) ?? []
  consumers.closed(c.consumer[conversation], c.channel[conversation], last, helpers)
  sparse.helpers.delete(conversation)
}
