import { needFor } from './asks.ts'
import { startTimer } from './automatic.ts'
import { comeNew } from './bots.ts'
import { type Entry, Kind } from './codes.ts'
import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { watchShift } from './shifts.ts'
import { awaitHoldEnd } from './marks.ts'
import { enterOverflow } from './overflow.ts'
import { enterSteps } from './relaxation.ts'
import { allocate } from './split.ts'
import { Pending, Stage } from './tables.ts'
import {
  type AgentId,
  type ConversationId,
  type NeedId,
  type ConversationKey,
  NEVER,
  NO_CONVERSATION,
  type Time,
} from './units.ts'

/** Enters the queue of its skill: `agent` is who gave it up. */
export function enqueue(
  ledger: Ledger,
  conversation: ConversationId,
  entry: Entry,
  agent: AgentId,
): void {
  const { conversations: c, detours, now } = ledger
  c.stage[conversation] = Stage.queued
  c.enteredAt[conversation] = now
  if (detours) takeDetours(ledger, conversation)
  c.need[conversation] = needFor(ledger, conversation)
  c.actionableSince[conversation] = NEVER
  ledger.tell(conversation, Kind.queued, agent, entry, c.due[conversation])
  if (detours && ledger.fallback.isUsed) ledger.fallback.entered.push(conversation)
  if (ledger.sends) startTimer(ledger, conversation, DeadlineKind.queueWait)
  if (ledger.exceptions.has(conversation)) awaitHoldEnd(ledger, conversation)
  line(ledger, conversation)
}

function takeDetours(ledger: Ledger, conversation: ConversationId): void {
  if (ledger.split.isUsed) allocate(ledger, conversation)
  if (ledger.relaxes) enterSteps(ledger, conversation)
  if (ledger.overflow.isUsed) enterOverflow(ledger, conversation)
}

/** Takes its place among those that can be assigned, if it is actionable (SEMANTICS.md §11.1). */
export function line(ledger: Ledger, conversation: ConversationId): void {
  const { aside, config, conversations: c, detours, exceptions, overflow, queues } = ledger
  if (detours && overflow.isRuled(c.skill[conversation])) overflow.fresh.push(conversation)
  c.actionableSince[conversation] = actionableFrom(ledger, conversation)
  if (c.actionableSince[conversation] === NEVER) return
  if (exceptions.offers.has(conversation)) return
  if (detours && config.shiftGatesRouting) watchShift(ledger, c.skill[conversation])
  const need = c.need[conversation]
  if (exceptions.has(conversation)) {
    queues.key(conversation)
    aside.enter(need, conversation)
  } else queues.enter(need, conversation)
  if (detours && ledger.bots.length > 0) comeNew(ledger, need, conversation)
  ledger.line.change(c.skill[conversation], 1)
  ledger.stir(need)
  ledger.missed.add(need)
}

/** Whether there is any reason to give it to somebody (§11.1), and none to put it off (§11.5). */
export function isActionable(ledger: Ledger, row: ConversationId): boolean {
  const { config, conversations: c, now, sparse } = ledger
  const manual = sparse.manual.get(row)
  if (manual !== undefined && now < manual.quietUntil) return false
  if (manual !== undefined && config.manualTargetIsActionable) return true
  return c.pending[row] === Pending.agent || c.requeued[row] === 1
}

/**
 * The latest of the queue entry, the moment since which it is actionable without a break, and the
 * start of the first reason that still holds; NEVER while it is not (§11.2).
 */
function actionableFrom(ledger: Ledger, row: ConversationId): Time {
  if (!isActionable(ledger, row)) return NEVER
  const { config, conversations: c, now, sparse } = ledger
  const was = c.actionableSince[row]
  if (was === NEVER) return now
  if (c.requeued[row] === 1) return was
  const manual = sparse.manual.get(row)
  const set = manual !== undefined && config.manualTargetIsActionable ? manual.setAt : NEVER
  const began = Math.min(c.owedSince[row], set) as Time
  return began === NEVER || began < was ? was : began
}

/** Something was said of it that its class or its keys may depend on: it takes its place anew. */
export function reclass(ledger: Ledger, key: ConversationKey): void {
  const row = ledger.conversations.find(key)
  if (row === NO_CONVERSATION || !ledger.isLined(row)) return
  unline(ledger, row)
  line(ledger, row)
}

/** Leaves its place, still in the queue or not. */
export function unline(ledger: Ledger, conversation: ConversationId): void {
  const { aside, conversations: c, missed, queues } = ledger
  const need = c.need[conversation]
  const isInLine = queues.has(conversation)
  if (isInLine) queues.leave(need, conversation)
  if (isInLine || aside.leave(need, conversation)) ledger.line.change(c.skill[conversation], -1)
  missed.add(need)
}

/** Whatever waits is looked at again. */
export function stirAll(ledger: Ledger): void {
  for (let need = 0; need < ledger.needs.count; need++) {
    ledger.stir(need as NeedId)
    ledger.missed.add(need as NeedId)
  }
  ledger.fallback.hasFlipped = ledger.fallback.isUsed
}
