import { Cause, Loss } from './codes.ts'
import { DeadlineKind } from './deadlines.ts'
import { close, takeOut } from './holding.ts'
import type { Ledger } from './ledger.ts'
import { isOpen, Pending } from './tables.ts'
import { after, type ConversationId, NEVER, type Time } from './units.ts'

/**
 * The conversation waits for its consumer: closes once nothing has changed for long enough
 * (SEMANTICS.md §16). Changes that put it off need not say so, for the deadline asks when it fires and
 * moves on; nor is it cancelled with the conversation, so that a row's next one finds it there. Each
 * change that may bring the close nearer calls this.
 */
export function watchInactivity(ledger: Ledger, row: ConversationId): void {
  const { conversations: c, deadlines, now } = ledger
  // What kept it open may have ended after its time had come.
  const at = Math.max(closesAt(ledger, row), now) as Time
  if (at === NEVER || at > deadlines.at(DeadlineKind.autoClose, row)) return
  deadlines.set(DeadlineKind.autoClose, row, at, c.key[row])
}

/** The deadline fired: closes, moves on, or is not needed. */
export function quietTooLong(ledger: Ledger, row: ConversationId): void {
  const { conversations: c, now } = ledger
  if (!isOpen(c.stage[row])) return
  if (closesAt(ledger, row) > now) return watchInactivity(ledger, row)
  takeOut(ledger, row, Loss.closed)
  close(ledger, row, Cause.inactivity, null)
}

/** When it closes if nothing more happens; NEVER while the agent's side is to write. */
function closesAt(ledger: Ledger, row: ConversationId): Time {
  const { config, conversations: c, sparse } = ledger
  if (c.pending[row] === Pending.agent) return NEVER
  if (config.autoCloseManualTarget === 'exempt' && sparse.manual.has(row)) return NEVER
  const { autoCloseAfter } = ledger.skill(row)
  if (autoCloseAfter === null) return NEVER
  const at = after(c.changedAt[row], autoCloseAfter)
  const sweep = config.autoCloseSweep
  return sweep === null ? at : ((Math.ceil(at / sweep) * sweep) as Time)
}
