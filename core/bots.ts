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
  NO_SKILL,
  type SkillId,
} from './units.ts'

/**
 * Bots pass on what they cannot keep (SEMANTICS.md §9): one that waits while they are at their limit,
 * and one that a bot took whose vendor is interrupted. Each skill is escalated to at most once.
 */

/** After the assignments of a pass, by key; says whether any was moved, so that it may be assigned. */
export function escalateWaiting(ledger: Ledger): boolean {
  const { conversations: c, missed, queues } = ledger
  const rows: ConversationId[] = []
  for (let i = 0; i < missed.size; i++) {
    const need = missed.at(i)
    if (isLimited(ledger, need)) rows.push(...queues.all(need))
    for (const row of ledger.aside.size(need) > 0 ? ledger.aside.of(need) : [])
      if (isLimitedFor(ledger, need, row)) rows.push(row)
  }
  let moved = false
  for (const row of rows.sort((a, b) => c.key[a] - c.key[b])) {
    const to = nextOf(ledger, row)
    if (to === undefined) continue
    escalate(ledger, row, to, NO_AGENT)
    moved = true
  }
  return moved
}

/** A bot took it that cannot serve it: on it goes, if there is anywhere to go. */
export function passOn(ledger: Ledger, conversation: ConversationId, agent: AgentId): void {
  if (ledger.agents.botStatus[agent] !== BotStatus.vendorInterruption) return
  const to = nextOf(ledger, conversation)
  if (to !== undefined) escalate(ledger, conversation, to, agent)
}

/** Nobody may take it, and some bot only because it is at its limit. */
const isLimited = ({ ready }: Ledger, need: NeedId): boolean =>
  !ready.any(need) && ready.occurs(need, Reason.botLimit)

function isLimitedFor(ledger: Ledger, need: NeedId, conversation: ConversationId): boolean {
  if (!ledger.ready.occurs(need, Reason.botLimit)) return false
  const reasons = ledger.config.agents.map((_, agent) =>
    standingWith(ledger, need, conversation, agent as AgentId),
  )
  return reasons.includes(Reason.botLimit) && !reasons.includes(Reason.eligible)
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
