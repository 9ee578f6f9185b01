import { needFor } from './asks.ts'
import { type Entry, Kind } from './codes.ts'
import type { Ledger } from './ledger.ts'
import { enterSteps } from './relaxation.ts'
import { allocate } from './split.ts'
import { Pending, Stage } from './tables.ts'
import type { AgentId, ConversationId } from './units.ts'

/** Enters the queue of its skill: `agent` is who gave it up. */
export function enqueue(
  ledger: Ledger,
  conversation: ConversationId,
  entry: Entry,
  agent: AgentId,
): void {
  const { conversations: c, now } = ledger
  c.stage[conversation] = Stage.queued
  if (ledger.split.isUsed) allocate(ledger, conversation)
  if (ledger.relaxes) enterSteps(ledger, conversation)
  c.need[conversation] = needFor(ledger, conversation)
  c.enteredAt[conversation] = now
  c.actionableSince[conversation] = now
  ledger.tell(conversation, Kind.queued, agent, entry, c.due[conversation])
  if (ledger.fallback.isUsed) ledger.fallback.entered.push(conversation)
  line(ledger, conversation)
}

/** Takes its place among those that can be assigned, if it is actionable (SEMANTICS.md §11.1). */
export function line(ledger: Ledger, conversation: ConversationId): void {
  const { aside, conversations: c, exceptions, queues } = ledger
  if (exceptions.offers.has(conversation)) return
  if (c.pending[conversation] === Pending.consumer && c.requeued[conversation] === 0) return
  const need = c.need[conversation]
  if (exceptions.has(conversation)) {
    queues.key(conversation)
    aside.enter(need, conversation)
  } else queues.enter(need, conversation)
  ledger.line.change(c.skill[conversation], 1)
  ledger.stir(need)
  ledger.missed.add(need)
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
