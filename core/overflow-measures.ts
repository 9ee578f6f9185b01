import type { Overflow as Rule } from './config/config.ts'
import type { Ledger } from './ledger.ts'
import { WINDOW } from './recent.ts'
import { type ConversationId, NO_CONVERSATION, type SkillId } from './units.ts'

/** Whether a rule is active for a conversation now. `was`: whether it has been until now. */
export function measure(ledger: Ledger, row: ConversationId, rule: Rule, was: boolean): boolean {
  const value = valueOf(ledger, row, rule)
  return value === null ? rule.unknownFires : isBeyond(rule, value, was)
}

function isBeyond({ off, on, op }: Rule, value: number, was: boolean): boolean {
  if (op === 'above') return was ? value >= off : value > on
  return was ? value <= off : value < on
}

/** In ms, a share, or conversations; null where nothing is known. */
function valueOf(ledger: Ledger, row: ConversationId, { metric }: Rule): number | null {
  const { conversations: c, now, overflow } = ledger
  const skill = c.skill[row]
  switch (metric) {
    case 'onTimeRate':
      return overflow.replied[skill].rate(now)
    case 'estimatedWait': {
      const assignments = overflow.assigned[skill].count(now)
      const position = positionOf(ledger, row)
      return assignments === 0 || position === null ? null : (position * WINDOW) / assignments
    }
    case 'queueLength':
      return overflow.entries.count(skill)
    case 'oldestWait':
      return now - c.enteredAt[overflow.entries.first(skill)]
  }
}

/**
 * Whether any rule of a skill may say something else than when it was last asked. All but an
 * estimated wait say the same to whoever waits long enough, so that one who does can ask for all.
 */
export function mayDiffer(ledger: Ledger, skill: SkillId): boolean {
  const { config, conversations: c, now, overflow } = ledger
  const row = firstAsking(ledger, skill)
  if (row === NO_CONVERSATION) return false
  if (overflow.unsettled[skill]) return true
  const rules = config.skills[skill].overflow
  const waited = now - c.enteredAt[row]
  for (let i = 0; i < rules.length; i++) {
    const was = overflow.active[skill][i]
    if (waited < rules[i].after) continue
    if (rules[i].metric === 'estimatedWait') {
      if (mayCross(ledger, skill, rules[i])) return true
    } else if (measure(ledger, row, rules[i], was) !== was) return true
  }
  return false
}

/** Who has waited longest of those whom rules look at. */
function firstAsking({ exceptions, overflow }: Ledger, skill: SkillId): ConversationId {
  const { entries } = overflow
  for (let row = entries.first(skill); row !== NO_CONVERSATION; row = entries.next(row))
    if (!exceptions.suggestions.has(row) && !exceptions.offers.has(row)) return row
  return NO_CONVERSATION
}

/** Whether an estimated wait may be beyond: not while even the last in line waits less. */
function mayCross(ledger: Ledger, skill: SkillId, { on, op, unknownFires }: Rule): boolean {
  const { exceptions, line, now, overflow } = ledger
  if (unknownFires || op === 'below' || exceptions.overflowing.size > 0) return true
  const assignments = overflow.assigned[skill].count(now)
  return assignments > 0 && (line.of(skill) * WINDOW) / assignments > on
}

/** Place among the actionable of its skill, from 1; null if it is not. */
function positionOf(ledger: Ledger, row: ConversationId): number | null {
  if (!ledger.isLined(row)) return null
  return ledger.overflow.positions.of(ledger, row)
}
