import { Kind, type SuggestionEnd } from './codes.ts'
import { DeadlineKind } from './deadlines.ts'
import { Presence } from './event.ts'
import type { Ledger } from './ledger.ts'
import { line, unline } from './queueing.ts'
import { Reason } from './reason.ts'
import { Stage } from './tables.ts'
import { type AgentId, type ConversationId, NEVER, type Time } from './units.ts'

/** Keeps a conversation for one agent until then (SEMANTICS.md §7, §8). It is not in a queue yet. */
export function suggest(
  ledger: Ledger,
  conversation: ConversationId,
  agent: AgentId,
  until: Time,
  isPreference: boolean,
): void {
  const { conversations: c, deadlines, exceptions, suggestedTo } = ledger
  exceptions.suggestions.set(conversation, { agent, until, isPreference })
  suggestedTo[agent]++
  ledger.touch(agent)
  ledger.tell(conversation, Kind.suggested, agent, 0, until)
  if (until < NEVER)
    deadlines.set(DeadlineKind.suggestionTimeout, conversation, until, c.key[conversation])
}

/** The suggestion is over without a word: the agent has it, or it is over. */
export function dropSuggestion(ledger: Ledger, conversation: ConversationId): AgentId | undefined {
  const { deadlines, exceptions, suggestedTo } = ledger
  const suggestion = exceptions.suggestions.get(conversation)
  if (suggestion === undefined) return undefined
  exceptions.suggestions.delete(conversation)
  suggestedTo[suggestion.agent]--
  deadlines.cancel(DeadlineKind.suggestionTimeout, conversation)
  return suggestion.agent
}

/** Any eligible agent may have it from now on. */
export function endSuggestion(
  ledger: Ledger,
  conversation: ConversationId,
  why: SuggestionEnd,
): void {
  if (!ledger.exceptions.suggestions.has(conversation)) return
  const isQueued = ledger.conversations.stage[conversation] === Stage.queued
  if (isQueued) unline(ledger, conversation)
  const agent = dropSuggestion(ledger, conversation)!
  ledger.tell(conversation, Kind.suggestionEnded, agent, why, 0)
  // What is kept for somebody does not fall back; now it may.
  if (isQueued && ledger.fallback.isUsed) ledger.fallback.entered.push(conversation)
  if (isQueued) line(ledger, conversation)
}

/**
 * Where the agent stands for whom it is kept: the group is not asked, nor how long the shift lasts;
 * back soon may do (§3, predicate 3; §7; §26.6).
 */
export function standingOfSuggested(
  ledger: Ledger,
  conversation: ConversationId,
  agent: AgentId,
  passed: Reason = Reason.eligible,
): Reason {
  const need = ledger.conversations.need[conversation]
  const matched = ledger.config.policy.match(ledger, need, agent)
  if (matched !== Reason.eligible && matched !== Reason.outsideGroup) return matched
  for (const { test } of ledger.ready.inUse.all) {
    const reason = test(ledger, agent, need)
    if (reason === Reason.eligible || reason === passed) continue
    if (isForgiven(ledger, agent, reason)) continue
    return reason
  }
  return Reason.eligible
}

/** A reason that does not keep an agent from what is kept for it. */
export function isForgiven({ agents, config }: Ledger, agent: AgentId, reason: Reason): boolean {
  if (reason === Reason.shiftEnding) return true
  const isBackSoon = agents.presence[agent] === Presence.backSoon
  return reason === Reason.notOnline && isBackSoon && config.backSoonTakesTransfers
}
