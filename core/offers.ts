import { reserve, weightNew } from './capacity/room.ts'
import { countGiven } from './capacity/warm-up.ts'
import { Kind, OfferEnd, SuggestionEnd } from './codes.ts'
import { DeadlineKind } from './deadlines.ts'
import { Presence } from './event.ts'
import { setPresence } from './presence.ts'
import type { Offer } from './exceptions.ts'
import type { Ledger } from './ledger.ts'
import { declined } from './marks.ts'
import { line, unline } from './queueing.ts'
import { endSuggestion } from './suggestions.ts'
import { after, type AgentId, type ConversationId } from './units.ts'

/**
 * Proposes a conversation to agents (SEMANTICS.md §4). It leaves the line until the round ends, but
 * stays in its queue with its age and position. `why`: what chose them.
 */
export function propose(
  ledger: Ledger,
  conversation: ConversationId,
  agents: readonly AgentId[],
  why: number,
): void {
  const { config, conversations: c, deadlines, exceptions, now } = ledger
  unline(ledger, conversation)
  const reserves =
    config.distributionMode === 'ringAll' ? config.ringAllReservesSlot : config.ringReservesSlot
  const expiresAt = after(now, config.offerTtl)
  exceptions.offers.set(
    conversation,
    agents.map((agent) => ({
      ...{ agent, expiresAt },
      reserves: reserves ? weightNew(ledger, conversation, agent) : null,
    })),
  )
  deadlines.set(DeadlineKind.offerExpiry, conversation, expiresAt, c.key[conversation])
  for (const agent of agents) {
    countGiven(ledger, agent)
    reserve(ledger, conversation, offerTo(ledger, conversation, agent)!, 1)
    ledger.tell(conversation, Kind.offered, agent, why, expiresAt)
  }
}

/** Whether `agent` has an offer of it that is out. */
export function offerTo(
  { exceptions }: Ledger,
  conversation: ConversationId,
  agent: AgentId,
): Offer | undefined {
  return exceptions.offers.get(conversation)?.find((one) => one.agent === agent)
}

/** One offer ends; the conversation takes its place again when none is left. */
function end(ledger: Ledger, conversation: ConversationId, offer: Offer, how: OfferEnd): void {
  const { deadlines, exceptions } = ledger
  const others = exceptions.offers.get(conversation)!.filter((one) => one !== offer)
  if (others.length > 0) exceptions.offers.set(conversation, others)
  else {
    exceptions.offers.delete(conversation)
    deadlines.cancel(DeadlineKind.offerExpiry, conversation)
  }
  ledger.agents.given[offer.agent]--
  reserve(ledger, conversation, offer, -1)
  ledger.tell(conversation, Kind.offerEnded, offer.agent, how, 0)
}

/** The other offers of a conversation end, by agent id: it went elsewhere, or is over. */
export function withdraw(ledger: Ledger, conversation: ConversationId): void {
  const { agents, exceptions } = ledger
  const offers = exceptions.offers.get(conversation)
  if (offers === undefined) return
  const byId = [...offers].sort((a, b) => agents.place[a.agent] - agents.place[b.agent])
  for (const offer of byId) end(ledger, conversation, offer, OfferEnd.withdrawn)
}

/** Takes an offer: it ends accepted, the others withdrawn. The caller assigns. */
export function accept(ledger: Ledger, conversation: ConversationId, offer: Offer): void {
  end(ledger, conversation, offer, OfferEnd.accepted)
  withdraw(ledger, conversation)
}

/** Declined or expired: the agent is avoided, and the next best is looked for. */
export function refuseOffer(
  ledger: Ledger,
  conversation: ConversationId,
  offer: Offer,
  how: typeof OfferEnd.declined | typeof OfferEnd.expired,
): void {
  end(ledger, conversation, offer, how)
  declined(ledger, conversation, offer.agent)
  const { config, exceptions } = ledger
  const isSuggested = exceptions.suggestions.get(conversation)?.agent === offer.agent
  if (isSuggested && how === OfferEnd.declined && config.suggestionDeclineEnds)
    endSuggestion(ledger, conversation, SuggestionEnd.declined)
  if (!exceptions.offers.has(conversation)) line(ledger, conversation)
  if (how === OfferEnd.expired && config.missedOfferToAway) missed(ledger, offer.agent)
}

function missed(ledger: Ledger, agent: AgentId): void {
  const presence = ledger.agents.presence[agent]
  if (presence !== Presence.online && presence !== Presence.backSoon) return
  withdrawFrom(ledger, agent)
  setPresence(ledger, agent, Presence.away)
  ledger.tellPresence(agent, Presence.away)
}

/** It was kept long enough: an offer to that agent is withdrawn, and anybody may have it (§7). */
export function suggestionTimeout(ledger: Ledger, conversation: ConversationId): void {
  withdraw(ledger, conversation)
  endSuggestion(ledger, conversation, SuggestionEnd.timeout)
}

/** All offers of a round expire together, by agent id. */
export function expire(ledger: Ledger, conversation: ConversationId): void {
  const { agents, exceptions } = ledger
  const byId = [...exceptions.offers.get(conversation)!].sort(
    (a, b) => agents.place[a.agent] - agents.place[b.agent],
  )
  for (const offer of byId) refuseOffer(ledger, conversation, offer, OfferEnd.expired)
}

/** An agent who is not online any more loses what was proposed, by conversation; no mark (§4). */
export function withdrawFrom(ledger: Ledger, agent: AgentId): void {
  const { conversations: c, exceptions } = ledger
  if (exceptions.offers.size === 0) return
  const theirs = [...exceptions.offers.keys()].filter((row) => offerTo(ledger, row, agent))
  for (const conversation of theirs.sort((a, b) => c.key[a] - c.key[b])) {
    end(ledger, conversation, offerTo(ledger, conversation, agent)!, OfferEnd.withdrawn)
    if (!exceptions.offers.has(conversation)) line(ledger, conversation)
  }
}
