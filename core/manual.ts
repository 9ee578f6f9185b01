import { rest } from './capacity/activity.ts'
import { watchInactivity } from './autoclose.ts'
import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { line, unline } from './queueing.ts'
import { Stage } from './tables.ts'
import { dueByTargets, enforce, tellDue } from './targets.ts'
import { type AgentId, type ConversationId, NEVER, type Time } from './units.ts'

/** A due that an agent set (SEMANTICS.md §11.5): it is in force until it ends. */
export interface Manual {
  readonly due: Time
  readonly setAt: Time
  readonly setBy: AgentId
  /** The due by its targets, in force again when this one ends. */
  readonly under: Time
  /** Beyond the threshold: not actionable before then, unless somebody writes; −∞ if it may be. */
  readonly quietUntil: Time
}

const BEFORE = Number.NEGATIVE_INFINITY as Time

/** A new due, in place of any other. */
export function setManual(ledger: Ledger, row: ConversationId, due: Time, agent: AgentId): void {
  const { config, now, sparse } = ledger
  const threshold = config.manualTargetThreshold
  const isFar = threshold !== null && due - now > threshold
  const quietUntil = isFar ? ((due - threshold) as Time) : BEFORE
  const under = dueByTargets(ledger, row)
  const isQueued = ledger.conversations.stage[row] === Stage.queued
  if (isQueued) unline(ledger, row)
  sparse.manual.set(row, { due, setAt: now, setBy: agent, under, quietUntil })
  wait(ledger, row)
  putInForce(ledger, row, due)
  if (isQueued) line(ledger, row)
  else if (isFar) rest(ledger, row)
}

/** Cancelled, or over: the due by its targets takes effect again. */
export function endManual(ledger: Ledger, row: ConversationId): void {
  const isQueued = ledger.conversations.stage[row] === Stage.queued
  if (isQueued) unline(ledger, row)
  liftManual(ledger, row)
  if (isQueued) line(ledger, row)
  watchInactivity(ledger, row)
}

/** The same for one that is out of the line. */
export function liftManual(ledger: Ledger, row: ConversationId): void {
  const { under } = ledger.sparse.manual.get(row)!
  dropManual(ledger, row)
  putInForce(ledger, row, under)
}

/** It is over without a word: the conversation closed. */
export function dropManual({ deadlines, sparse }: Ledger, row: ConversationId): void {
  sparse.manual.delete(row)
  deadlines.cancel(DeadlineKind.manualTarget, row)
}

/** Somebody wrote: what was put off for later is there again. Out of the line while it changes. */
export function endQuiet(ledger: Ledger, row: ConversationId): void {
  const manual = ledger.sparse.manual.get(row)
  if (manual === undefined || ledger.now >= manual.quietUntil) return
  ledger.sparse.manual.set(row, { ...manual, quietUntil: BEFORE })
  wait(ledger, row)
}

/** Whether an agent's message now ends it. */
export function endsWithReply({ config, now, sparse }: Ledger, row: ConversationId): boolean {
  const manual = sparse.manual.get(row)
  return manual !== undefined && config.manualTargetEnds !== 'atDue' && now >= manual.due
}

/** The quiet is over, or the target itself. */
export function manualStep(ledger: Ledger, row: ConversationId): void {
  const { due } = ledger.sparse.manual.get(row)!
  if (ledger.now >= due) return endManual(ledger, row)
  if (ledger.conversations.stage[row] === Stage.queued) {
    unline(ledger, row)
    line(ledger, row)
  }
  wait(ledger, row)
}

/** Waits for its next step. */
export function wait(
  { config, conversations, deadlines, now, sparse }: Ledger,
  row: ConversationId,
) {
  const { due, quietUntil } = sparse.manual.get(row)!
  // By another configuration one that is over already ends now, not in the past.
  const end = config.manualTargetEnds === 'atDue' ? (Math.max(due, now) as Time) : NEVER
  const next = quietUntil > now ? quietUntil : end
  if (next === NEVER) deadlines.cancel(DeadlineKind.manualTarget, row)
  else deadlines.set(DeadlineKind.manualTarget, row, next, conversations.key[row])
}

function putInForce(ledger: Ledger, row: ConversationId, due: Time): void {
  if (ledger.conversations.due[row] === due) return
  enforce(ledger, row, due)
  tellDue(ledger, row)
}
