import type { Config } from '../config/config.ts'
import { draw, streamOf } from '../draw.ts'
import type { ConversationId } from '../units.ts'
import type { QueueOrder, View } from '../view.ts'
import { matcher } from './match.ts'
import { compareDue } from './order.ts'

const ENTRANCE = 0
const INTERACTIVENESS = 1

/**
 * Order by score: age in targets, or freshness, times the velocity of all rules that match
 * (SEMANTICS.md §11.3). A class holds conversations of one velocity, and for age of one target and
 * schedule: their order never changes.
 */
export function prioritized(config: Config): QueueOrder {
  const { ageClock, draw: drawn, entrance, tau, velocities } = config.prioritization!
  const rules = velocities.map(({ velocity, when }) => ({ velocity, test: matcher(when) }))
  const stream = streamOf(config.seed, 'queue.blend')
  const isBlend = entrance > 0 && entrance < 1
  const own = (row: ConversationId, view: View) =>
    draw(stream, view.conversations.key[row]) < entrance ? ENTRANCE : INTERACTIVENESS
  const approachOf = (view: View, row: ConversationId, drawnNow: number) => {
    if (!isBlend) return entrance > 0 ? ENTRANCE : INTERACTIVENESS
    return drawn === 'perConversation' ? own(row, view) : drawnNow
  }
  const velocity = (view: View, row: ConversationId) =>
    rules.reduce((product, rule) => (rule.test(view, row) ? product * rule.velocity : product), 1)
  const openUpTo = (view: View, row: ConversationId, at: number) =>
    ageClock === 'business' ? view.openUpTo(row, at) : at
  const score = (view: View, row: ConversationId, approach: number) => {
    const { actionableSince, lastConsumerAt } = view.conversations
    if (approachOf(view, row, approach) === INTERACTIVENESS)
      return (1 / (1 + (view.now - lastConsumerAt[row]) / tau)) * velocity(view, row)
    const target = view.targetOf(row)
    if (target === null) return 0
    const open = openUpTo(view, row, view.now) - openUpTo(view, row, actionableSince[row])
    return (open / target) * velocity(view, row)
  }
  return {
    name: 'prioritized',
    approaches: isBlend && drawn === 'perPass' ? 2 : 1,
    keys: 3,
    ...(isBlend &&
      drawn === 'perPass' && {
        approach: (passes: number) =>
          draw(stream, passes) < entrance ? ENTRANCE : INTERACTIVENESS,
      }),
    classOf: (view, row, approach) => {
      const one = approachOf(view, row, approach)
      if (one === INTERACTIVENESS) return `fresh ${velocity(view, row)}`
      return `${velocity(view, row)} ${view.targetOf(row)} ${view.conversations.skill[row]}`
    },
    key: (view, row, approach, into, at) => {
      const { actionableSince, due, lastConsumerAt } = view.conversations
      const isAge = approachOf(view, row, approach) === ENTRANCE
      into[at] = isAge ? openUpTo(view, row, actionableSince[row]) : 0 - lastConsumerAt[row]
      into[at + 1] = due[row]
      into[at + 2] = actionableSince[row]
    },
    compare: (view, a, b, approach) => {
      const [p, q] = [score(view, a, approach), score(view, b, approach)]
      if (p !== q) return p > q ? -1 : 1
      return compareDue(view, a, b)
    },
  }
}
