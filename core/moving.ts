import { watchInactivity } from './autoclose.ts'
import { Entry, Kind, type Move } from './codes.ts'
import { clearMarks } from './marks.ts'
import type { Ledger } from './ledger.ts'
import { enqueue } from './queueing.ts'
import { Pending } from './tables.ts'
import { owe, takeTargets } from './targets.ts'
import type { AgentId, ConversationId, SkillId } from './units.ts'

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
  const isElsewhere = c.skill[row] !== from
  const isMoved = entry === Entry.fallback || entry === Entry.overflow
  const mayOwe = config.requeueIsActionable && (entry !== Entry.suggested || isElsewhere)
  c.changedAt[row] = now
  if (!isMoved) c.requeued[row] = Number(config.requeueIsActionable)
  if (c.pending[row] === Pending.consumer && mayOwe) owe(ledger, row)
  enqueue(ledger, row, entry, holder)
  if (c.pending[row] === Pending.consumer) watchInactivity(ledger, row)
}
