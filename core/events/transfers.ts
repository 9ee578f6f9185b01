import { watchInactivity } from '../autoclose.ts'
import { send } from '../automatic.ts'
import { Entry, Kind, Loss, Move, Refusal, Trigger } from '../codes.ts'
import { takeOut } from '../holding.ts'
import type { Ledger } from '../ledger.ts'
import { avoid, clearMarks } from '../marks.ts'
import { enqueue } from '../queueing.ts'
import { Pending, Stage } from '../tables.ts'
import { dueByTargets, owe, setDue, takeTargets } from '../targets.ts'
import {
  type AgentId,
  type ConversationId,
  NO_AGENT,
  NO_CONVERSATION,
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
  if (!ledger.knowsSkill(skill)) return Refusal.unknownSkill
  if (agent !== NO_AGENT && !ledger.knowsAgent(agent)) return Refusal.unknownAgent
  if (!mayTransfer(ledger, row, skill)) return Refusal.transferNotAllowed
  const holder = takeOut(ledger, row, Loss.transferred)
  moveTo(ledger, row, skill, Move.skill, agent)
  requeue(ledger, row, Entry.transferred, holder)
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
  avoid(ledger, row, holder)
  requeue(ledger, row, Entry.returned, holder)
  send(ledger, row, Trigger.backToQueue)
  return undefined
}

/** Changes its skill, out of any queue. `agent`: who moved it, NO_AGENT for the system. */
export function moveTo(
  ledger: Ledger,
  row: ConversationId,
  skill: SkillId,
  move: Move,
  agent: AgentId,
): void {
  const { conversations: c } = ledger
  const from = c.skill[row]
  c.skill[row] = skill
  c.changedAt[row] = ledger.now
  if (skill !== from) {
    clearMarks(ledger, row)
    takeTargets(ledger, row)
    // One that is overdue already is missed again by whoever it comes to.
  } else if (c.pending[row] === Pending.agent) setDue(ledger, row, dueByTargets(ledger, row))
  ledger.tell(row, Kind.transferred, agent, move, from)
}

/** Back in a queue: whoever was owed nothing is owed from now (§14.3), unless that is no reason. */
export function requeue(ledger: Ledger, row: ConversationId, entry: Entry, holder: AgentId): void {
  const { config, conversations: c, now } = ledger
  c.changedAt[row] = now
  if (config.requeueIsActionable) {
    c.requeued[row] = 1
    if (c.pending[row] === Pending.consumer) owe(ledger, row)
  }
  enqueue(ledger, row, entry, holder)
  if (c.pending[row] === Pending.consumer) watchInactivity(ledger, row)
}

function mayTransfer(ledger: Ledger, row: ConversationId, to: SkillId): boolean {
  const { canTransfer, transfersTo } = ledger.skill(row)
  if (to === ledger.conversations.skill[row]) return true
  return canTransfer && (transfersTo === null || transfersTo.has(to))
}
