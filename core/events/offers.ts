import { How, OfferEnd, Refusal } from '../codes.ts'
import { knowsAgent } from '../config/known.ts'
import { assign } from '../holding.ts'
import type { Offer } from '../exceptions.ts'
import type { Ledger } from '../ledger.ts'
import { accept, offerTo, refuseOffer } from '../offers.ts'
import { Reason } from '../reason.ts'
import { standingWith } from '../select.ts'
import { type AgentId, type ConversationId, NO_CONVERSATION } from '../units.ts'
import type { EventOf } from './event-of.ts'

/** First accept wins; where no room was reserved, eligibility is asked again (SEMANTICS.md §4). */
export function accepted(ledger: Ledger, event: EventOf<'offer.accepted'>): Refusal | undefined {
  const { agent } = event
  const row = ledger.conversations.find(event.conversation)
  const offer = offerOf(ledger, row, agent)
  if (typeof offer === 'number') return offer
  const need = ledger.conversations.need[row]
  const isOpen = offer.reserves === null
  // The gate of a warm-up was passed when it was offered: the offer itself has closed it since.
  if (isOpen && standingWith(ledger, need, row, agent, Reason.warmUp) !== Reason.eligible)
    return Refusal.notEligible
  accept(ledger, row, offer)
  assign(ledger, row, agent, How.accepted)
  return undefined
}

/** The agent is avoided, or remembered; the next best is looked for. */
export function declinedBy(ledger: Ledger, event: EventOf<'offer.declined'>): Refusal | undefined {
  const row = ledger.conversations.find(event.conversation)
  const offer = offerOf(ledger, row, event.agent)
  if (typeof offer === 'number') return offer
  refuseOffer(ledger, row, offer, OfferEnd.declined)
  return undefined
}

/** The offer that is answered, or why there is none. */
function offerOf(ledger: Ledger, row: ConversationId, agent: AgentId): Offer | Refusal {
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  if (!knowsAgent(ledger.config, agent)) return Refusal.unknownAgent
  return offerTo(ledger, row, agent) ?? Refusal.offerGone
}
