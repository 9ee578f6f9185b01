import { Entry, Loss, Move } from './codes.ts'
import { BotStatus } from './event.ts'
import { takeOut } from './holding.ts'
import type { Ledger } from './ledger.ts'
import { moveTo, requeue } from './moving.ts'
import { Reason } from './reason.ts'
import { standingWith } from './select.ts'
import {
  type AgentId,
  type ConversationId,
  type NeedId,
  NO_AGENT,
  NO_CONVERSATION,
  NO_SKILL,
  type SkillId,
} from './units.ts'

/**
 * Bots pass on what they cannot keep (SEMANTICS.md §9): one that waits while they are at their limit,
 * and one that a bot took whose vendor is interrupted. Each skill is escalated to at most once.
 */

/** After the assignments of a pass, by key; says whether any was moved, so that it may be assigned. */
export function escalateWaiting(ledger: Ledger): boolean {
  const { aside, conversations: c, missed, queues } = ledger
  const rows: ConversationId[] = []
  for (let i = 0; i < missed.size; i++) {
    const need = missed.at(i)
    // Off shift nobody is looked for, and so nobody is missed (§15).
    if (ledger.isShut(need)) continue
    // After the assignments nobody who waits has anybody: those in line are all alike.
    const head = queues.head(need)
    if (head !== NO_CONVERSATION && isLimited(ledger, need, head))
      rows.push(...takeNew(ledger, need))
    // One that is kept for a bot may ask for a group that it is not of.
    if (aside.size(need) > 0)
      for (const row of aside.of(need)) if (isLimited(ledger, need, row)) rows.push(row)
  }
  const moved = rows.sort((a, b) => c.key[a] - c.key[b]).filter((row) => moveOn(ledger, row))
  return moved.length > 0
}

function moveOn(ledger: Ledger, conversation: ConversationId): boolean {
  const to = nextOf(ledger, conversation)
  if (to !== undefined) escalate(ledger, conversation, to, NO_AGENT)
  return to !== undefined
}

/** It came into line: whoever stays there once asked has nowhere to go, and is not asked again. */
export function comeNew(ledger: Ledger, need: NeedId, row: ConversationId): void {
  const all = (ledger.newcomers[need] ??= [])
  all.push(row)
  // Those who left are forgotten now and then.
  if (all.length > 64 + 2 * ledger.queues.size(need))
    ledger.newcomers[need] = all.filter((one) => waits(ledger, need, one))
}

function takeNew(ledger: Ledger, need: NeedId): ConversationId[] {
  const all = ledger.newcomers[need] ?? []
  ledger.newcomers[need] = []
  // Who left the line and came back is there twice.
  return [...new Set(all)].filter((row) => waits(ledger, need, row))
}

function waits({ conversations: c, queues }: Ledger, need: NeedId, row: ConversationId): boolean {
  return queues.has(row) && c.need[row] === need
}

/** A bot took it that cannot serve it: on it goes, if there is anywhere to go. */
export function passOn(ledger: Ledger, conversation: ConversationId, agent: AgentId): void {
  if (ledger.agents.botStatus[agent] !== BotStatus.vendorInterruption) return
  const to = nextOf(ledger, conversation)
  if (to !== undefined) escalate(ledger, conversation, to, agent)
}

/** Whether some bot could take it, were it not at its limit. An interrupted service takes nothing. */
function isLimited(ledger: Ledger, need: NeedId, conversation: ConversationId): boolean {
  const { agents, bots, exceptions, ready } = ledger
  const isAtLimit = (bot: AgentId) =>
    agents.botStatus[bot] !== BotStatus.serviceInterruption &&
    standingWith(ledger, need, conversation, bot) === Reason.botLimit
  const suggestion = exceptions.suggestions.get(conversation)
  // What is kept for one agent is kept from all the others.
  if (suggestion !== undefined)
    return bots.includes(suggestion.agent) && isAtLimit(suggestion.agent)
  return ready.occurs(need, Reason.botLimit) && bots.some(isAtLimit)
}

/** The account's skill for it, else the skill's fallback, else the default; undefined: it stays. */
function nextOf(ledger: Ledger, conversation: ConversationId): SkillId | undefined {
  const { asks, config, conversations } = ledger
  const targets = [
    config.botEscalationSkill,
    ledger.skill(conversation).fallback,
    config.defaultSkill,
  ]
  const to = targets.find((skill) => skill !== NO_SKILL)
  if (to === undefined || to === conversations.skill[conversation]) return undefined
  return asks.escalated.get(conversation)?.includes(to) ? undefined : to
}

/** A transfer that a bot makes, or the system for the want of one. */
function escalate(ledger: Ledger, conversation: ConversationId, to: SkillId, by: AgentId): void {
  const { asks, conversations } = ledger
  const from = conversations.skill[conversation]
  const before = asks.escalated.get(conversation) ?? []
  asks.escalated.set(conversation, [...before, to])
  const holder = takeOut(ledger, conversation, Loss.escalated)
  moveTo(ledger, conversation, to, Move.escalation, by)
  requeue(ledger, conversation, Entry.escalated, holder, from)
}
