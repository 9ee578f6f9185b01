import type { OfferEnd } from '../../index.ts'
import { Presence } from '../../index.ts'
import { offersTo, wantedBy } from './capacity.ts'
import { forgetDeclines, mayAccept } from './eligibility.ts'
import { passOn } from './bots.ts'
import { setPresence } from './presence.ts'
import { assign } from './queueing.ts'
import { endSuggestion } from './suggestions.ts'
import { type Agent, byOrder, type Conversation, type Offer, type World } from './world.ts'
import { hold } from './marks.ts'
import { endWarmUp } from './warm-up.ts'

type Refused = string | undefined

/** §4: a proposal that waits for an answer. */
export function offer(w: World, c: Conversation, agent: Agent, by: string): void {
  const { distributionMode, offerTtl, ringAllReservesSlot, ringReservesSlot } = w.config
  const reserves = distributionMode === 'ring' ? ringReservesSlot : ringAllReservesSlot
  const expiresAt = w.now + offerTtl
  c.offers.push({ agent, expiresAt, reserved: reserves ? wantedBy(w, agent, c) : 0 })
  agent.proposed.push(w.now)
  endWarmUp(w, agent)
  w.tell({
    ...{ type: 'offered', conversation: c.key, agent: agent.place, skill: c.skill, by, expiresAt },
  })
}

/** §4: accepted before it expires. Without a reservation the agent must still be eligible. */
export function accept(w: World, c: Conversation, agent: Agent): Refused {
  const found = c.offers.find((one) => one.agent === agent)
  if (!found) return 'offerGone'
  if (found.reserved === 0 && !mayAccept(w, agent, c)) return 'notEligible'
  end(w, c, found, 'accepted')
  endOffers(w, c)
  assign(w, c, agent, { by: 'accepted', fromQueue: true })
  passOn(w, c)
  return undefined
}

export function decline(w: World, c: Conversation, agent: Agent): Refused {
  const found = c.offers.find((one) => one.agent === agent)
  if (!found) return 'offerGone'
  end(w, c, found, 'declined')
  refuse(w, c, agent)
  if (c.suggested?.agent === agent && w.config.suggestionDeclineEnds)
    endSuggestion(w, c, 'declined')
  return undefined
}

/** §4: as if declined; the agent may go away for it. */
export function expire(w: World, c: Conversation, found: Offer): void {
  const { agent } = found
  end(w, c, found, 'expired')
  refuse(w, c, agent)
  if (w.config.missedOfferToAway) setPresence(w, agent, Presence.away, 'router')
}

/** §3, §26.5: an avoid mark, or the memory that replaces it. */
function refuse(w: World, c: Conversation, agent: Agent): void {
  if (!w.config.declineMemory) return hold(w, c, agent)
  c.declines = c.declines.filter((one) => one.agent !== agent)
  c.declines.push({ agent, at: w.now })
  forgetDeclines(w, c)
}

/** §4: whatever is still offered of a conversation is withdrawn, by agent id. */
export function endOffers(w: World, c: Conversation): void {
  const byId = c.offers.toSorted(byOrder([(one) => one.agent.id]))
  for (const one of byId) end(w, c, one, 'withdrawn')
}

/** §4: an agent who is not online any more loses what is offered, by conversation. */
export function withdrawFrom(w: World, agent: Agent): void {
  const mine = offersTo(w, agent).sort(byOrder([({ c }) => c.key]))
  for (const { c, offer: one } of mine) end(w, c, one, 'withdrawn')
}

function end(w: World, c: Conversation, found: Offer, how: keyof typeof OfferEnd): void {
  c.offers = c.offers.filter((one) => one !== found)
  const row = { conversation: c.key, agent: found.agent.place, skill: c.skill }
  w.tell({ type: 'offerEnded', ...row, end: how })
}
