import { sendUrgency, send } from '../automatic.ts'
import { Refusal, Trigger } from '../codes.ts'
import { knowsAgent } from '../config/known.ts'
import type { Ledger } from '../ledger.ts'
import { endManual, setManual } from '../manual.ts'
import { line, unline } from '../queueing.ts'
import { Pending, Stage } from '../tables.ts'
import { Fact } from '../view.ts'
import { changeDue, dueFrom } from '../targets.ts'
import { type ConversationId, NO_AGENT, NO_CONSUMER, NO_CONVERSATION } from '../units.ts'
import type { EventOf } from './event-of.ts'

/** A consumer calls for urgency: from the second conversation on, where the channel has it (§11.4). */
export function urgentSet(ledger: Ledger, event: EventOf<'urgent.set'>): Refusal | undefined {
  const { config, conversations: c, now, sparse } = ledger
  const row = c.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  const isFirst = c.consumer[row] === NO_CONSUMER || (c.facts[row] & Fact.firstTime) !== 0
  if (isFirst || !config.channels[c.channel[row]].urgent) return Refusal.notUrgentHere
  if ((c.facts[row] & Fact.urgent) !== 0) return undefined
  c.facts[row] |= Fact.urgent
  sparse.urgentSince.set(row, now)
  recount(ledger, row)
  sendUrgency(ledger, row, Trigger.urgentSet)
  return undefined
}

/** It is not urgent any more; what never was stays as it is. */
export function urgentCleared(
  ledger: Ledger,
  event: EventOf<'urgent.cleared'>,
): Refusal | undefined {
  const { conversations: c, sparse } = ledger
  const row = c.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  if ((c.facts[row] & Fact.urgent) === 0) return undefined
  c.facts[row] &= ~Fact.urgent
  sparse.urgentSince.delete(row)
  recount(ledger, row)
  sendUrgency(ledger, row, Trigger.urgentCleared)
  return undefined
}

/** The type of target changed: counted anew from when the reply was owed, if one is (§14.3). */
function recount(ledger: Ledger, row: ConversationId): void {
  const { conversations: c, now } = ledger
  c.changedAt[row] = now
  if (c.pending[row] === Pending.consumer) return
  const isQueued = c.stage[row] === Stage.queued
  if (isQueued) unline(ledger, row)
  changeDue(ledger, row, dueFrom(ledger, row))
  if (isQueued) line(ledger, row)
}

/** An agent sets a new due (§11.5). */
export function targetSet(ledger: Ledger, event: EventOf<'target.set'>): Refusal | undefined {
  const { config, conversations: c, now } = ledger
  const row = c.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  const { agent, due } = event
  if (agent !== NO_AGENT && !knowsAgent(ledger.config, agent)) return Refusal.unknownAgent
  if (!Number.isSafeInteger(due)) return Refusal.notAnInstant
  if (due <= now) return Refusal.notInTheFuture
  if (due - now > config.manualTargetMax) return Refusal.tooFarAhead
  c.changedAt[row] = now
  setManual(ledger, row, due, agent)
  send(ledger, row, Trigger.manualTargetSet)
  return undefined
}

export function targetCancelled(
  ledger: Ledger,
  event: EventOf<'target.cancelled'>,
): Refusal | undefined {
  const { conversations: c, now, sparse } = ledger
  const row: ConversationId = c.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  if (event.agent !== NO_AGENT && !knowsAgent(ledger.config, event.agent))
    return Refusal.unknownAgent
  if (!sparse.manual.has(row)) return Refusal.noManualTarget
  c.changedAt[row] = now
  endManual(ledger, row)
  return undefined
}
