import { Kind } from './codes.ts'
import { assign } from './holding.ts'
import type { Ledger } from './ledger.ts'
import { expedite } from './relaxation.ts'
import { Reason } from './reason.ts'
import { choose, nearestOf } from './select.ts'
import {
  type ConversationId,
  type ConversationKey,
  type NeedId,
  NO_AGENT,
  NO_CONVERSATION,
  NO_KEY,
} from './units.ts'

/**
 * One pass (SEMANTICS.md §1): in queue order, whoever waits gets the best of all its eligible agents.
 * After a pass nobody who waits has an eligible agent, so the next looks only at what was touched.
 */
export function dispatch(ledger: Ledger): void {
  const { haste, missed, needs, stirred } = ledger
  if (!haste.isEmpty) expedite(ledger)
  while (stirred.size > 0 && assignFirst(ledger));
  stirred.clear()
  // By need and not by order of change, so that a restored router tells alike.
  if (missed.size > 1) missed.sort(needs)
  for (let i = 0; i < missed.size; i++) tellMiss(ledger, missed.at(i))
  missed.clear()
}

/** Serves the first in queue order of all that can be served; false if none can. */
function assignFirst(ledger: Ledger): boolean {
  const { aside, queues, ready, stirred } = ledger
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
    if (first !== NO_CONVERSATION && !queues.before(next, first)) continue
    first = next
    of = need
  }
  if (first === NO_CONVERSATION) return false
  if (aside.has(first)) {
    const { agent, decidedBy } = choose(ledger, ledger.config.policy, aside, of, first)
    assign(ledger, first, agent, decidedBy)
  } else {
    const agent = ready.best(of)
    // The mark is the first rank of all, and nobody has one here.
    assign(ledger, first, agent, ready.decidedBy === 0 ? 0 : ready.decidedBy + 1)
  }
  return true
}

/** The first of one need that somebody ready may take: its head, or one that stands aside. */
function firstOf(ledger: Ledger, need: NeedId): ConversationId {
  const { aside, queues } = ledger
  let first = queues.head(need)
  if (aside.size(need) === 0) return first
  for (const conversation of aside.of(need)) {
    if (first !== NO_CONVERSATION && !queues.before(conversation, first)) continue
    if (someoneFor(ledger, need, conversation)) first = conversation
  }
  return first
}

function someoneFor(ledger: Ledger, need: NeedId, conversation: ConversationId): boolean {
  for (const agent of ledger.ready.all(need))
    if (ledger.aside.reason(conversation, agent, ledger.now) === Reason.eligible) return true
  return false
}

/** One row if the nearest miss of those who wait is another than last told. */
function tellMiss(ledger: Ledger, need: NeedId): void {
  const { aside, queues, ready, told } = ledger
  if (queues.size(need) === 0) told[need] = -1
  else {
    const nearest = ready.nearest(need)
    if (nearest !== told[need]) push(ledger, need, NO_KEY, nearest)
    told[need] = nearest
  }
  if (aside.told.size > 0 || aside.size(need) > 0) tellAside(ledger, need)
}

function tellAside(ledger: Ledger, need: NeedId): void {
  const { aside, config, conversations: c } = ledger
  for (const conversation of aside.told.keys())
    if (c.need[conversation] === need && !aside.waits(need, conversation))
      aside.told.delete(conversation)
  const waiting = [...aside.of(need)].sort((a, b) => c.key[a] - c.key[b])
  for (const conversation of waiting) {
    const nearest = nearestOf(ledger, config.policy, aside, need, conversation)
    if (nearest !== aside.told.get(conversation)) push(ledger, need, c.key[conversation], nearest)
    aside.told.set(conversation, nearest)
  }
}

function push(ledger: Ledger, need: NeedId, key: ConversationKey, nearest: Reason): void {
  const { applied, needs, now, trace } = ledger
  trace.push(now, Kind.waiting, key, NO_AGENT, needs.skill[need], nearest, 0, applied)
}
