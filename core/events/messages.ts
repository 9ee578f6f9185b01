import { cool, wake } from '../capacity/activity.ts'
import { Refusal } from '../codes.ts'
import { helped } from '../holding.ts'
import type { Ledger } from '../ledger.ts'
import { line, unline } from '../queueing.ts'
import { Pending, Stage } from '../tables.ts'
import { owe, setDue, tellDue } from '../targets.ts'
import { type ConversationId, NEVER, NO_CONVERSATION } from '../units.ts'
import type { EventOf } from './event-of.ts'

/** Only the first message of a run moves anything (SEMANTICS.md §14.3). */
export function consumerWrote(
  ledger: Ledger,
  event: EventOf<'consumer.wrote'>,
): Refusal | undefined {
  const { conversations: c } = ledger
  const row = c.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  if (c.pending[row] === Pending.agent) return undefined
  if (c.stage[row] === Stage.assigned) {
    oweAloud(ledger, row)
    wake(ledger, row)
  } else {
    if (c.requeued[row] === 0) c.actionableSince[row] = ledger.now
    unline(ledger, row)
    oweAloud(ledger, row)
    line(ledger, row)
  }
  return undefined
}

/** A public message of the agent's side: nothing is owed, and the conversation cools. */
export function agentWrote(ledger: Ledger, event: EventOf<'agent.wrote'>): Refusal | undefined {
  const { conversations: c } = ledger
  const row = c.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  if (!ledger.knowsAgent(event.agent)) return Refusal.unknownAgent
  if (c.stage[row] === Stage.assigned) {
    if (c.agent[row] === event.agent) helped(ledger, row)
    answered(ledger, row)
    cool(ledger, row)
  } else if (c.pending[row] === Pending.agent) {
    unline(ledger, row)
    answered(ledger, row)
    line(ledger, row)
  }
  return undefined
}

function answered(ledger: Ledger, row: ConversationId): void {
  const { conversations: c } = ledger
  c.pending[row] = Pending.consumer
  if (c.due[row] === NEVER) return
  setDue(ledger, row, NEVER)
  tellDue(ledger, row)
}

function oweAloud(ledger: Ledger, row: ConversationId): void {
  owe(ledger, row)
  if (ledger.conversations.due[row] !== NEVER) tellDue(ledger, row)
}
