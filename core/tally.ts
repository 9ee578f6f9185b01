import { widened } from './columns.ts'
import { type Reason, REASONS } from './reason.ts'

/** How many stand where, by order: members by reason. */
export class Tally {
  /** By order: the reasons that occur, a bit each. */
  reasons = new Int32Array(16)
  private counts = new Int32Array(16 * REASONS)

  /** Makes room for so many orders. */
  widen(orders: number): void {
    this.reasons = widened(this.reasons, orders)
    this.counts = widened(this.counts, orders * REASONS)
  }

  count(order: number, reason: Reason): number {
    return this.counts[order * REASONS + reason]
  }

  add(order: number, reason: Reason, change: 1 | -1): void {
    const n = (this.counts[order * REASONS + reason] += change)
    if (n === 0) this.reasons[order] &= ~(1 << reason)
    else if (n === change) this.reasons[order] |= 1 << reason
  }
}
