import { passOn } from './bots.ts'
import { clearMarks, keepMarks } from './marks.ts'
import { Activity, type Cause, Kind, type Loss, SuggestionEnd } from './codes.ts'
import { cool } from './capacity/activity.ts'
import { restartIdle } from './capacity/idle.ts'
import { giveRoom, takeRoom, weightWith } from './capacity/room.ts'
import { countGiven } from './capacity/warm-up.ts'
import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { withdraw } from './offers.ts'
import { unline } from './queueing.ts'
import { pauseSteps } from './relaxation.ts'
import { keepGroup } from './split.ts'
import { dropSuggestion, endSuggestion } from './suggestions.ts'
import { Pending, Stage } from './tables.ts'
import { type AgentId, type ConversationId, NEVER, NO_AGENT, NO_CONSUMER, since } from './units.ts'
import { Fact } from './view.ts'

/** `agent` gets it from the queue. `why`: the deciding rank, or `How`. */
export function assign(
  ledger: Ledger,
  conversation: ConversationId,
  agent: AgentId,
  why: number,
): void {
  countAssignment(ledger, agent)
  place(ledger, conversation, agent, why)
  if (ledger.hasBots) passOn(ledger, conversation, agent)
}

/** `agent` gets it without having been chosen from the queue: taken over, placed, resumed. */
export function place(
  ledger: Ledger,
  conversation: ConversationId,
  agent: AgentId,
  why: number,
): void {
  const { conversations: c, exceptions, now } = ledger
  unline(ledger, conversation)
  if (exceptions.has(conversation)) {
    keepMarks(ledger, conversation, agent)
    dropSuggestion(ledger, conversation)
  }
  hold(ledger, conversation, agent)
  ledger.tell(conversation, Kind.assigned, agent, why, since(now, c.enteredAt[conversation]))
  if (c.pending[conversation] === Pending.consumer) cool(ledger, conversation)
  ledger.touch(agent)
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
  const { conversations: c } = ledger
  if (ledger.split.isUsed) keepGroup(ledger, row, agent)
  if (ledger.relaxes) pauseSteps(ledger, row)
  c.stage[row] = Stage.assigned
  c.facts[row] |= Fact.wasAssigned
  c.assignedAt[row] = ledger.now
  c.agent[row] = agent
  c.requeued[row] = 0
  c.activity[row] = Activity.active
  c.weight[row] = weightWith(ledger, row, agent, Activity.active)
  takeRoom(ledger, row, agent)
}

/** Its agent loses it. */
export function release(ledger: Ledger, conversation: ConversationId, loss: Loss): void {
  const { agents, conversations: c, deadlines, now } = ledger
  const agent = c.agent[conversation]
  giveRoom(ledger, conversation, agent)
  agents.lastEndedAt[agent] = now
  deadlines.cancel(DeadlineKind.activity, conversation)
  c.inactiveAt[conversation] = NEVER
  ledger.tell(conversation, Kind.unassigned, agent, loss, 0)
  ledger.touch(agent)
}

/** Out of its agent's hands or out of the line. Says who held it, NO_AGENT if nobody. */
export function takeOut(ledger: Ledger, conversation: ConversationId, loss: Loss): AgentId {
  const holder = ledger.holder(conversation)
  withdraw(ledger, conversation)
  endSuggestion(ledger, conversation, SuggestionEnd.moved)
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

/** Ends it and recycles its row. */
export function close(
  ledger: Ledger,
  conversation: ConversationId,
  cause: Cause,
  score: number | null = null,
): void {
  const { asks, conversations: c, deadlines, now } = ledger
  if (c.consumer[conversation] !== NO_CONSUMER) remember(ledger, conversation, cause, score)
  clearMarks(ledger, conversation)
  ledger.exceptions.forget(conversation)
  asks.forget(conversation)
  deadlines.cancel(DeadlineKind.step, conversation)
  deadlines.cancel(DeadlineKind.duePassed, conversation)
  const duration = since(now, c.openedAt[conversation])
  ledger.tell(conversation, Kind.closed, c.agent[conversation], cause, duration)
  c.release(conversation)
}

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
