import { escalateWaiting } from './bots.ts'
import { bestFor } from './choosing.ts'
import { How, Kind } from './codes.ts'
import { fallBack, fallBackEscalated } from './fallback.ts'
import { assign } from './holding.ts'
import type { Ledger } from './ledger.ts'
import { forgetWhatAllDeclined } from './marks.ts'
import { propose } from './offers.ts'
import { overflow } from './overflow.ts'
import { expedite } from './relaxation.ts'
import { Reason } from './reason.ts'
import { chooseAmong, nearestOf, standingWith } from './select.ts'
import {
  type AgentId,
  type ConversationId,
  type ConversationKey,
  type NeedId,
  NO_AGENT,
  NEVER,
  NO_CONVERSATION,
  NO_GROUP,
  NO_KEY,
  type Time,
} from './units.ts'

/** A pass now; in a cycle, at its next multiple (SEMANTICS.md §1, `dispatchCadence`). */
export function pass(ledger: Ledger): void {
  const { cycleInterval, dispatchCadence } = ledger.config
  const early = dispatchCadence === 'immediate' ? 0 : modulo(ledger.now, cycleInterval)
  if (early === 0) {
    ledger.passAt = NEVER
    dispatch(ledger)
  } else ledger.passAt = (ledger.now - early + cycleInterval) as Time
}

/**
 * One pass (SEMANTICS.md §1): in queue order, whoever waits gets the best of all its eligible agents.
 * After a pass nobody who waits has an eligible agent, so the next looks only at what was touched.
 */
function dispatch(ledger: Ledger): void {
  const { missed, needs, queues, stirred } = ledger
  const { approach } = ledger.config.policy.conversations
  if (approach !== undefined) queues.approach = approach(ledger.passes)
  // A pass that serves somebody counts: the next draw is another one.
  if (ledger.detours ? serveUntilStill(ledger) : serveStirred(ledger)) ledger.passes++
  stirred.clear()
  // By need and not by order of change, so that a restored router tells alike.
  if (missed.size > 1) missed.sort(needs)
  for (let i = 0; i < missed.size; i++) tellMiss(ledger, missed.at(i))
  missed.clear()
}

/** What is done changes what overflow measures and who has room: both look until no more is done. */
function serveUntilStill(ledger: Ledger): boolean {
  const { config, fallback, overflow, trace } = ledger
  if (!overflow.isUsed && !(fallback.isUsed && config.fallbackTrigger === 'capacity'))
    return fallBackAndServe(ledger)
  let serves = false
  for (let told = -1; told < trace.length;) {
    told = trace.length
    serves = fallBackAndServe(ledger) || serves
  }
  return serves
}

function fallBackAndServe(ledger: Ledger): boolean {
  const { fallback } = ledger
  if (fallback.isUsed) fallBack(ledger)
  // What overflows into a skill without anybody present does not wait for the next pass.
  if (ledger.overflow.isUsed && overflow(ledger) && fallback.isUsed) fallBack(ledger)
  return serveAll(ledger)
}

/** Assigns and offers what can be; says whether anything could. */
function serveAll(ledger: Ledger): boolean {
  const { exceptions, fallback } = ledger
  let serves = false
  // What moved on before does so once a pass; what is escalated from here on falls back at once.
  if (fallback.entered.length > 0) fallback.entered.length = 0
  do {
    if (ledger.relaxes) expedite(ledger)
    if (exceptions.declines.size > 0) forgetWhatAllDeclined(ledger)
    serves = serveStirred(ledger) || serves
  } while (movesOn(ledger))
  return serves
}

function serveStirred(ledger: Ledger): boolean {
  let serves = false
  while (ledger.stirred.size > 0 && serveFirst(ledger)) serves = true
  return serves
}

/** What nobody took goes where somebody may: it is to be served again. */
function movesOn(ledger: Ledger): boolean {
  const { bots, fallback, haste, relaxes } = ledger
  const escalates = bots.length > 0 && escalateWaiting(ledger)
  const fallsBack = fallback.entered.length > 0
  if (fallsBack) fallBackEscalated(ledger)
  return escalates || fallsBack || (relaxes && !haste.isEmpty)
}

/** Serves the first in queue order of all that can be served; false if none can. */
function serveFirst(ledger: Ledger): boolean {
  const { stirred } = ledger
  let first = NO_CONVERSATION
  let of = -1 as NeedId
  for (let i = stirred.size - 1; i >= 0; i--) {
    const need = stirred.at(i)
    if (!ledger.mayAssign(need)) {
      stirred.remove(i)
      continue
    }
    const next = firstOf(ledger, need)
    if (next === NO_CONVERSATION) continue
    if (first !== NO_CONVERSATION && !precedes(ledger, need, next, of, first)) continue
    first = next
    of = need
  }
  if (first === NO_CONVERSATION) return false
  serve(ledger, of, first)
  return true
}

/** Queue order between two heads; before it, whom the best agent of each would rather take. */
function precedes(
  ledger: Ledger,
  need: NeedId,
  next: ConversationId,
  of: NeedId,
  first: ConversationId,
): boolean {
  if (ledger.config.policy.heads === undefined) return ledger.queues.before(next, first)
  const [x, y] = [wish(ledger, need), wish(ledger, of)]
  return x === y ? ledger.queues.before(next, first) : x < y
}

function wish(ledger: Ledger, need: NeedId): number {
  const { config, needs, ready } = ledger
  const best = ready.best(need)
  const group = best === NO_AGENT ? NO_GROUP : config.agents[best].group
  return config.policy.heads!.of(ledger, needs.skill[need], group)
}

/** The first of one need that somebody ready may take: its head, or one that stands aside. */
function firstOf(ledger: Ledger, need: NeedId): ConversationId {
  const { aside, queues, ready } = ledger
  let first = ready.any(need) ? queues.head(need) : NO_CONVERSATION
  if (aside.size(need) === 0) return first
  for (const conversation of aside.of(need)) {
    if (first !== NO_CONVERSATION && !queues.before(conversation, first)) continue
    if (someoneFor(ledger, need, conversation)) first = conversation
  }
  return first
}

function someoneFor(ledger: Ledger, need: NeedId, conversation: ConversationId): boolean {
  const suggestion = ledger.exceptions.suggestions.get(conversation)
  const isEligible = (agent: AgentId) =>
    standingWith(ledger, need, conversation, agent) === Reason.eligible
  if (suggestion !== undefined) return isEligible(suggestion.agent)
  for (const agent of ledger.ready.all(need)) if (isEligible(agent)) return true
  return false
}

/** Assigned, or proposed: to the best, or to everybody. */
function serve(ledger: Ledger, need: NeedId, conversation: ConversationId): void {
  const { config, exceptions, ready } = ledger
  const suggestion = exceptions.suggestions.get(conversation)
  if (suggestion !== undefined) {
    const how = suggestion.isPreference ? How.lastAgent : How.suggested
    give(ledger, conversation, suggestion.agent, how)
  } else if (ledger.detours && config.distributionMode === 'ringAll')
    propose(ledger, conversation, eligible(ledger, need, conversation), How.ringAll)
  else if (exceptions.has(conversation)) {
    const { agent, decidedBy } = chooseAmong(ledger, need, conversation, ready.all(need))
    give(ledger, conversation, agent, ledger.trace.codeOf(decidedBy))
  } else {
    const agent = bestFor(ledger, need, conversation)
    give(ledger, conversation, agent, ledger.trace.codeOf(ledger.choice.decidedBy))
  }
}

function give(ledger: Ledger, conversation: ConversationId, agent: AgentId, why: number): void {
  if (!ledger.detours || ledger.config.distributionMode === 'auto')
    assign(ledger, conversation, agent, why)
  else propose(ledger, conversation, [agent], why)
}

/** All who may take it, by id. */
function eligible(ledger: Ledger, need: NeedId, conversation: ConversationId): AgentId[] {
  const { place } = ledger.agents
  return [...ledger.ready.all(need)]
    .filter((agent) => standingWith(ledger, need, conversation, agent) === Reason.eligible)
    .sort((a, b) => place[a] - place[b])
}

/** One row if the nearest miss of those who wait is another than last told. */
function tellMiss(ledger: Ledger, need: NeedId): void {
  const { aside, queues, ready, told } = ledger
  if (queues.size(need) === 0) told[need] = -1
  else {
    const nearest = ledger.isShut(need) ? Reason.offShift : ready.nearest(need)
    if (nearest !== told[need]) push(ledger, need, NO_KEY, nearest)
    told[need] = nearest
  }
  if (aside.left.size > 0 || aside.size(need) > 0) tellAside(ledger, need)
}

function tellAside(ledger: Ledger, need: NeedId): void {
  const { aside, conversations: c } = ledger
  for (const conversation of aside.left) {
    if (c.need[conversation] !== need) continue
    aside.left.delete(conversation)
    if (!aside.waits(need, conversation)) aside.told.delete(conversation)
  }
  const waiting = [...aside.of(need)].sort((a, b) => c.key[a] - c.key[b])
  for (const conversation of waiting) {
    const nearest = ledger.isShut(need) ? Reason.offShift : nearestWith(ledger, need, conversation)
    if (nearest !== aside.told.get(conversation)) push(ledger, need, c.key[conversation], nearest)
    aside.told.set(conversation, nearest)
  }
}

/** Where more agents stand nearest than the conversation excepts, one of them is its own nearest. */
function nearestWith(ledger: Ledger, need: NeedId, conversation: ConversationId): Reason {
  const { exceptions, ready } = ledger
  const suggestion = exceptions.suggestions.get(conversation)
  if (suggestion !== undefined) {
    const own = standingWith(ledger, need, conversation, suggestion.agent)
    const others = Math.min(ready.nearest(need), Reason.reservedForOther)
    return Math.max(own, others) as Reason
  }
  const nearest = ready.nearest(need)
  if (ready.count(need, nearest) > exceptions.count(conversation)) return nearest
  return nearestOf(ledger, need, conversation)
}

function push(ledger: Ledger, need: NeedId, key: ConversationKey, nearest: Reason): void {
  const { applied, needs, now, trace } = ledger
  trace.push(now, Kind.waiting, key, NO_AGENT, needs.skill[need], nearest, 0, applied)
}

const modulo = (a: number, n: number): number => ((a % n) + n) % n
