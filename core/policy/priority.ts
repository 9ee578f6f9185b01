import type { Config } from '../config/config.ts'
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

/** What can wait for ever although agents are there (§26.7): a lower tier, or a slope of 0 below. */
export function starvable({ classes }: Config): readonly string[] {
  if (classes === null) return []
  const all = [...classes, {}].map(
    ({ initial = 0, slope = 1, tier = 0 }: Partial<PriorityClass>) => ({
      ...{ initial, slope, tier },
    }),
  )
  return all.flatMap((one, i) => {
    const name = i < classes.length ? `class ${i + 1}` : 'the default class'
    const isLower = all.some(({ tier }) => tier > one.tier)
    const isFlat =
      one.slope <= 0 && all.some((other) => other.tier === one.tier && other.initial > one.initial)
    if (isLower) return [`${name} can wait for ever: another class has a higher tier`]
    return isFlat
      ? [`${name} can wait for ever: its priority does not grow to another's initial`]
      : []
  })
}
