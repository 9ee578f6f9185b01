import { send } from '../automatic.ts'
import { Refusal, Trigger } from '../codes.ts'
import { knowsAgent } from '../config/known.ts'
import type { Ledger } from '../ledger.ts'
import { NO_CONVERSATION } from '../units.ts'
import type { EventOf } from './event-of.ts'

/** Somebody reads along, or not any more: a change of the conversation that routes nothing (§16). */
export function participantChanged(
  ledger: Ledger,
  event: EventOf<'participant.joined' | 'participant.left'>,
): Refusal | undefined {
  const row = ledger.conversations.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  if (!knowsAgent(ledger.config, event.agent)) return Refusal.unknownAgent
  ledger.conversations.changedAt[row] = ledger.now
  const isJoin = event.type === 'participant.joined'
  if (event.agent !== ledger.holder(row))
    send(ledger, row, isJoin ? Trigger.agentJoined : Trigger.agentLeft)
  return undefined
}

/** Which conversation an agent has in front, closed ones too: for reports only (§1). */
export function agentFocused(
  ledger: Ledger,
  { agent }: EventOf<'agent.focused'>,
): Refusal | undefined {
  return knowsAgent(ledger.config, agent) ? undefined : Refusal.unknownAgent
}

/** Consumers made themselves known in mid-conversation (§17, `stepUp`). */
export function authenticated(
  ledger: Ledger,
  event: EventOf<'consumer.authenticated'>,
): Refusal | undefined {
  const row = ledger.conversations.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  send(ledger, row, Trigger.stepUp)
  return undefined
}
