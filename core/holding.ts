import { clearMarks, keepMarks } from './marks.ts'
import { Activity, Kind, type Loss } from './codes.ts'
import { cool } from './capacity/activity.ts'
import { restartIdle } from './capacity/idle.ts'
import { giveRoom, takeRoom, weightWith } from './capacity/room.ts'
import { countGiven } from './capacity/warm-up.ts'
import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { unline } from './queueing.ts'
import { pauseSteps } from './relaxation.ts'
import { keepGroup } from './split.ts'
import { Pending, Stage } from './tables.ts'
import { type AgentId, type ConversationId, NEVER, NO_AGENT, since } from './units.ts'

/** `agent` gets it from the queue. `why`: the deciding rank, or `How`. */
export function assign(
  ledger: Ledger,
  conversation: ConversationId,
  agent: AgentId,
  why: number,
): void {
  const { conversations: c, now } = ledger
  unline(ledger, conversation)
  if (ledger.aside.has(conversation)) keepMarks(ledger, conversation, agent)
  countAssignment(ledger, agent)
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
  if (holder === NO_AGENT) unline(ledger, conversation)
  else release(ledger, conversation, loss)
  return holder
}

/** Ends it and recycles its row. */
export function close(ledger: Ledger, conversation: ConversationId, cause: number): void {
  const { asks, conversations: c, deadlines, now } = ledger
  clearMarks(ledger, conversation)
  if (!asks.areNone) asks.forget(conversation)
  deadlines.cancel(DeadlineKind.step, conversation)
  deadlines.cancel(DeadlineKind.duePassed, conversation)
  const duration = since(now, c.openedAt[conversation])
  ledger.tell(conversation, Kind.closed, c.agent[conversation], cause, duration)
  c.release(conversation)
}
