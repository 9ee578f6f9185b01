import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { skillOf } from './needs.ts'
import { type ConversationId, type NeedId, NEVER, type SkillId } from './units.ts'

/** Whether the skill of a conversation is on shift now (SEMANTICS.md §15.1). */
export function onShift(ledger: Ledger, row: ConversationId): boolean {
  return ledger.skill(row).schedule.isOpen(ledger.now)
}

/**
 * Something of `skill` waits: while its shift is over nobody gets it (`shiftGatesRouting`). Edges are
 * waited for only while somebody waits, so that nights without demand cost nothing.
 */
export function watchShift(ledger: Ledger, skill: SkillId): void {
  const { config, deadlines, now, shut } = ledger
  const place = skill + 1
  const { schedule } = skillOf(config, skill)
  shut[place] = schedule.isOpen(now) ? 0 : 1
  const edge = schedule.nextEdge(now)
  if (edge < NEVER) deadlines.set(DeadlineKind.scheduleEdge, place, edge, place)
}

/** A skill opened or closed: whoever waits for it may go, or may not any more. */
export function shiftChanged(ledger: Ledger, skill: SkillId): void {
  const { missed, needs } = ledger
  for (let n = 0; n < needs.count; n++) {
    const need = n as NeedId
    if (needs.skill[need] !== skill || !ledger.someoneWaits(need)) continue
    watchShift(ledger, skill)
    ledger.stir(need)
    missed.add(need)
  }
}
