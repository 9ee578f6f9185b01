import type { PriorityClass } from '../config/order.ts'
import type { ConversationId } from '../units.ts'
import type { QueueOrder, View } from '../view.ts'
import { matcher } from './match.ts'

/** A class with nothing left to inherit; the last one is the default. */
interface Class {
  readonly tier: number
  readonly initial: number
  readonly slope: number
  readonly cap: number
}

/**
 * Accumulating priority: `min(cap, initial + slope × minutes since actionable)`, tiers before it
 * (SEMANTICS.md §26.7; Kleinrock, 1964). One class keeps its order for ever; heads compete.
 */
export function accumulating(written: readonly PriorityClass[]): QueueOrder {
  const tests = written.map(({ when }) => matcher(when))
  const classes: readonly Class[] = [...written, {}].map(
    ({ cap = null, initial = 0, slope = 1, tier = 0 }: Omit<PriorityClass, 'when'>) => ({
      ...{ tier, initial, slope, cap: cap ?? Number.POSITIVE_INFINITY },
    }),
  )
  const of = (view: View, row: ConversationId) => {
    const first = tests.findIndex((test) => test(view, row))
    return first < 0 ? written.length : first
  }
  return {
    name: 'accumulating',
    approaches: 1,
    keys: 1,
    classOf: of,
    key: (view, row, _, into, at) => {
      const since = view.conversations.actionableSince[row]
      into[at] = classes[of(view, row)].slope < 0 ? 0 - since : since
    },
    compare: (view, a, b) => {
      const [x, y] = [classes[of(view, a)], classes[of(view, b)]]
      if (x.tier !== y.tier) return y.tier - x.tier
      const [p, q] = [priority(view, x, a), priority(view, y, b)]
      if (p !== q) return p > q ? -1 : 1
      return view.conversations.actionableSince[a] - view.conversations.actionableSince[b]
    },
  }
}

/** In points; a minute adds `slope` of them. */
function priority(view: View, { cap, initial, slope }: Class, row: ConversationId): number {
  const minutes = (view.now - view.conversations.actionableSince[row]) / 60_000
  return Math.min(cap, initial + slope * minutes)
}
