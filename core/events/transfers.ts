import { send } from '../automatic.ts'
import { Entry, Loss, Move, Refusal, Trigger } from '../codes.ts'
import { knowsAgent, knowsSkill } from '../config/known.ts'
import { takeOut } from '../holding.ts'
import type { Ledger } from '../ledger.ts'
import { avoid } from '../marks.ts'
import { moveTo, requeue } from '../moving.ts'
import { suggest } from '../suggestions.ts'
import { Stage } from '../tables.ts'
import {
  after,
  type AgentId,
  type ConversationId,
  NO_AGENT,
  NO_CONVERSATION,
  NO_SKILL,
  type SkillId,
} from '../units.ts'
import type { EventOf } from './event-of.ts'

/** To a skill's queue; a skill may always transfer to itself (SEMANTICS.md §7). */
export function transferred(
  ledger: Ledger,
  event: EventOf<'conversation.transferred'>,
): Refusal | undefined {
  const { conversations: c } = ledger
  const { agent, skill } = event
  const row = c.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  if (!knowsSkill(ledger.config, skill)) return Refusal.unknownSkill
  if (agent !== NO_AGENT && !knowsAgent(ledger.config, agent)) return Refusal.unknownAgent
  if (!mayTransfer(ledger, row, skill)) return Refusal.transferNotAllowed
  const from = c.skill[row]
  const holder = takeOut(ledger, row, Loss.transferred)
  countTransfer(ledger, row)
  moveTo(ledger, row, skill, Move.skill, agent)
  requeue(ledger, row, Entry.transferred, holder, from)
  send(ledger, row, Trigger.transferred)
  return undefined
}

/** Back to the queue it came from: its agent is avoided for a while (§3, §7). */
export function returned(
  ledger: Ledger,
  event: EventOf<'conversation.returned'>,
): Refusal | undefined {
  const { conversations: c } = ledger
  const row = c.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  if (c.stage[row] !== Stage.assigned) return Refusal.notAssigned
  if (c.agent[row] !== event.agent) return Refusal.notTheHolder
  const holder = takeOut(ledger, row, Loss.returned)
  countTransfer(ledger, row)
  avoid(ledger, row, holder)
  requeue(ledger, row, Entry.returned, holder, c.skill[row])
  send(ledger, row, Trigger.backToQueue)
  return undefined
}

/** To an agent: it enters the queue, kept for them, with its age (§7). */
export function suggested(
  ledger: Ledger,
  event: EventOf<'conversation.suggested'>,
): Refusal | undefined {
  const { conversations: c, now } = ledger
  const { agent, to } = event
  const row = c.find(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.unknownConversation
  if (!knowsAgent(ledger.config, to)) return Refusal.unknownAgent
  if (agent !== NO_AGENT && !knowsAgent(ledger.config, agent)) return Refusal.unknownAgent
  if (ledger.holder(row) === to) return Refusal.isTheHolder
  if (event.skill !== undefined && !knowsSkill(ledger.config, event.skill))
    return Refusal.unknownSkill
  const skill = skillWith(ledger, row, to, event.skill)
  const isThere = ledger.config.agents[to].enabled
  if (skill === undefined || !isThere || !mayTransfer(ledger, row, skill))
    return Refusal.transferNotAllowed
  const from = c.skill[row]
  const holder = takeOut(ledger, row, Loss.suggested)
  countTransfer(ledger, row)
  if (skill !== from) moveTo(ledger, row, skill, Move.agent, agent)
  suggest(ledger, row, to, after(now, ledger.skill(row).suggestionTimeout), false)
  requeue(ledger, row, Entry.suggested, holder, from)
  send(ledger, row, Trigger.transferred)
  return undefined
}

/**
 * The skill that a conversation has with an agent: their only one; none; the current one if they
 * hold it, else the one chosen, else the first by id. Undefined if the chosen one is not theirs.
 */
function skillWith(
  { config, conversations }: Ledger,
  row: ConversationId,
  to: AgentId,
  chosen: SkillId | undefined,
): SkillId | undefined {
  const skills = config.agents[to].skills.filter((skill) => !config.skills[skill].deleted)
  const current = conversations.skill[row]
  if (skills.length === 0) return NO_SKILL
  if (skills.length === 1) return skills[0]
  if (skills.includes(current)) return current
  if (chosen !== undefined) return skills.includes(chosen) ? chosen : undefined
  const id = (skill: SkillId) => config.skills[skill].id
  return skills.reduce((first, skill) => (id(skill) < id(first) ? skill : first))
}

/** A skill may always transfer to itself. */
function mayTransfer(ledger: Ledger, row: ConversationId, to: SkillId): boolean {
  const { canTransfer, transfersTo } = ledger.skill(row)
  if (to === ledger.conversations.skill[row]) return true
  return canTransfer && (transfersTo === null || transfersTo.has(to))
}

function countTransfer({ conversations: c }: Ledger, row: ConversationId): void {
  c.transfers[row] = Math.min(255, c.transfers[row] + 1)
}
