import { watchInactivity } from './autoclose.ts'
import { Entry, Kind, Move } from './codes.ts'
import { clearMarks } from './marks.ts'
import type { Ledger } from './ledger.ts'
import { enqueue } from './queueing.ts'
import { Pending } from './tables.ts'
import { owe, takeTargets } from './targets.ts'
import { type AgentId, type ConversationId, NO_AGENT, type SkillId } from './units.ts'

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
  noteMove(ledger, row, from, skill)
  if (skill !== from) {
    clearMarks(ledger, row)
    takeTargets(ledger, row)
  }
  ledger.tell(row, Kind.transferred, agent, move, from)
}

/** Rules may match on where it came from. */
function noteMove(ledger: Ledger, row: ConversationId, from: SkillId, to: SkillId): void {
  const { config, exceptions } = ledger
  if (config.prioritization === null && config.classes === null) return
  exceptions.moves.set(row, [...(exceptions.moves.get(row) ?? []), { from, to }])
}

/** Nobody enters a deleted skill: on to the account's default skill, else to nobody's (§2). */
function leaveDeleted(ledger: Ledger, row: ConversationId): void {
  moveTo(ledger, row, ledger.config.defaultSkill, Move.skillDeleted, NO_AGENT)
}

/**
 * Back in a queue. A change of skill counts the due anew; whoever was owed nothing is owed from now,
 * but not after a transfer to an agent of the same skill (§14.3). `from`: its skill before.
 */
export function requeue(
  ledger: Ledger,
  row: ConversationId,
  entry: Entry,
  holder: AgentId,
  from: SkillId,
): void {
  const { config, conversations: c, now } = ledger
  if (ledger.skill(row).deleted) leaveDeleted(ledger, row)
  const isElsewhere = c.skill[row] !== from
  const isMoved = entry === Entry.fallback || entry === Entry.overflow
  const mayOwe = config.requeueIsActionable && (entry !== Entry.suggested || isElsewhere)
  c.changedAt[row] = now
  if (!isMoved) c.requeued[row] = Number(config.requeueIsActionable)
  if (c.pending[row] === Pending.consumer && mayOwe) owe(ledger, row)
  enqueue(ledger, row, entry, holder)
  if (c.pending[row] === Pending.consumer) watchInactivity(ledger, row)
}
