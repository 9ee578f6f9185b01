import { serves } from './config/known.ts'
import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { isOnline } from './presence.ts'
import type { Sparse } from './sparse.ts'
import { Stage } from './tables.ts'
import { after, type AgentId, type ConversationId, NEVER, NO_SKILL, type Time } from './units.ts'

/** `agent` gets it no more for the hold, and only last of all afterwards (SEMANTICS.md §3). */
export function avoid(ledger: Ledger, conversation: ConversationId, agent: AgentId): void {
  mark(ledger, conversation, agent, heldUntil(ledger, ledger.now))
}

/** Null: until the mark is cleared. */
function heldUntil({ config: { avoidHold } }: Ledger, from: Time): Time {
  return avoidHold === null ? NEVER : after(from, avoidHold)
}

function mark(ledger: Ledger, conversation: ConversationId, agent: AgentId, until: Time): void {
  const { marks } = ledger.exceptions
  // An older mark of the same agent gives way.
  const others = (marks.get(conversation) ?? []).filter((one) => one.agent !== agent)
  marks.set(conversation, [...others, { agent, until }])
  awaitHoldEnd(ledger, conversation)
}

/** `agent` declined or did not answer: avoided for a while, or remembered (§26.5). */
export function declined(ledger: Ledger, conversation: ConversationId, agent: AgentId): void {
  const { config, exceptions, now } = ledger
  if (!config.declineMemory) return avoid(ledger, conversation, agent)
  const others = (exceptions.declines.get(conversation) ?? []).filter((one) => one.agent !== agent)
  exceptions.declines.set(conversation, [...others, { agent, at: now }])
  if (!forgets(ledger, conversation)) awaitHoldEnd(ledger, conversation)
}

/** A part of the pass: what everybody has declined is everybody's again (§26.5). */
export function forgetWhatAllDeclined(ledger: Ledger): void {
  const { conversations: c, exceptions, missed } = ledger
  for (const row of [...exceptions.declines.keys()]) {
    if (c.stage[row] !== Stage.queued || !forgets(ledger, row)) continue
    ledger.stir(c.need[row])
    missed.add(c.need[row])
  }
}

/**
 * Forgets who declined once everybody has who holds the skill and is online; the last one is still
 * avoided for the hold. Whether it did.
 */
function forgets(ledger: Ledger, conversation: ConversationId): boolean {
  const { agents, config, conversations, exceptions, now } = ledger
  const declines = exceptions.declines.get(conversation)!
  const skill = conversations.skill[conversation]
  const added = ledger.asks.added.get(conversation) ?? NO_SKILL
  let online = 0
  for (let a = 0; a < agents.count; a++) {
    const agent = a as AgentId
    if (!config.agents[agent].handles || !isOnline(ledger, agent)) continue
    if (
      !serves(ledger.config, agent, skill) &&
      !(added >= 0 && serves(ledger.config, agent, added))
    )
      continue
    online++
    if (!exceptions.hasDeclined(config, conversation, agent, now)) return false
  }
  if (online === 0) return false
  const last = declines[declines.length - 1]
  exceptions.declines.delete(conversation)
  mark(ledger, conversation, last.agent, heldUntil(ledger, last.at))
  return true
}

/** The skill changed, or it is over: nobody is avoided any more. */
export function clearMarks(ledger: Ledger, conversation: ConversationId): void {
  const { marks, declines } = ledger.exceptions
  if (!marks.has(conversation) && !declines.has(conversation)) return
  marks.delete(conversation)
  declines.delete(conversation)
  awaitHoldEnd(ledger, conversation)
}

/** Another agent's assignment clears what all others are remembered for, but not its own. */
export function keepMarks(ledger: Ledger, conversation: ConversationId, agent: AgentId): void {
  const { marks, declines } = ledger.exceptions
  for (const room of [marks, declines] as readonly Sparse<readonly { agent: AgentId }[]>[]) {
    const own = (room.get(conversation) ?? []).filter((one) => one.agent === agent)
    if (own.length === 0) room.delete(conversation)
    else room.set(conversation, own)
  }
  ledger.deadlines.cancel(DeadlineKind.holdEnd, conversation)
}

/** A hold ended: the next one is waited for, and whoever stands aside may be taken. */
export function holdEnded(ledger: Ledger, conversation: ConversationId): void {
  awaitHoldEnd(ledger, conversation)
  ledger.stir(ledger.conversations.need[conversation])
  ledger.missed.add(ledger.conversations.need[conversation])
}

/** It waits again: one deadline for the next end of all that it has. */
export function awaitHoldEnd(ledger: Ledger, conversation: ConversationId): void {
  const { config, conversations, deadlines, exceptions, now } = ledger
  const end = exceptions.nextEnd(config, conversation, now)
  if (end === NEVER) deadlines.cancel(DeadlineKind.holdEnd, conversation)
  else deadlines.set(DeadlineKind.holdEnd, conversation, end, conversations.key[conversation])
}
