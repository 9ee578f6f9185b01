import type { Config } from '../config/config.ts'
import type { PriorityClass } from '../config/order.ts'
import type { Duration } from '../units.ts'

/**
 * How far a conversation can be overtaken, from the configuration alone. Of those whom the same agents
 * may take, one that became actionable later goes before a conversation of `who` that has waited `w`
 * only if it has waited `share × w − lead` itself. With share 1 nobody who comes more than `lead` later
 * goes before it; with share 0 whoever comes may: it can wait for ever.
 */
export interface Bound {
  /** A class of §26.7 by its place, the default one last; null: every conversation. */
  readonly place: number | null
  readonly who: string
  readonly share: number
  /** In ms of what the order counts as waiting. */
  readonly lead: number
  /** Why, where the share is not 1. */
  readonly because: string | null
}

type Overtaking = Pick<Bound, 'share' | 'lead' | 'because'>

const MINUTE = 60_000

/** The bounds of the order in force; none for orders that look at more than those who wait. */
export function starvation(config: Config): readonly Bound[] {
  const { classes, policy, prioritization } = config
  if (policy.pools !== undefined) return []
  if (classes !== null) return ofClasses(classes)
  if (prioritization !== null) return [{ place: null, who: 'a conversation', ...ofScores(config) }]
  return [{ place: null, who: 'who is owed a reply', ...ofDues(config) }]
}

/** Classes that can wait for ever although agents are there, one sentence each. */
export function starvable(config: Config): readonly string[] {
  if (config.classes === null) return []
  return starvation(config).flatMap(({ because, share, who }) =>
    share === 0 ? [`${who} can wait for ever: ${because}`] : [],
  )
}

const never = (because: string): Overtaking => ({ share: 0, lead: 0, because })

interface Class {
  readonly name: string
  readonly tier: number
  readonly initial: number
  readonly slope: number
  readonly cap: number
  /** The highest priority that it ever has, and the lowest that it comes to in the end. */
  readonly most: number
}

function ofClasses(written: readonly PriorityClass[]): Bound[] {
  const all = [...written, {}].map((one, i) => checked(one, i < written.length ? i + 1 : 0))
  return all.map((own, place) => ({ place, who: own.name, ...overtaken(own, all) }))
}

function checked(written: Partial<PriorityClass>, number: number): Class {
  const { cap, initial = 0, slope = 1, tier = 0 } = written
  const top = cap ?? Number.POSITIVE_INFINITY
  const name = number > 0 ? `class ${number}` : 'the default class'
  return { name, tier, initial, slope, cap: top, most: slope > 0 ? top : Math.min(initial, top) }
}

/** By any of its tier; a higher tier always goes before it. */
function overtaken(own: Class, all: readonly Class[]): Overtaking {
  if (all.some(({ tier }) => tier > own.tier)) return never('another class has a higher tier')
  const each = all.filter(({ tier }) => tier === own.tier).map((other) => overtakenBy(own, other))
  const lead = Math.max(...each.map((one) => one.lead))
  const worst = each.reduce((a, b) => (b.share < a.share ? b : a))
  return { ...worst, lead: worst.share === 0 ? 0 : lead }
}

/**
 * Priorities are min(cap, initial + slope × minutes) (Kleinrock, 1964). The other, `d` later, goes
 * before while its priority is the higher one, for equals go by age. If it never rises faster, its
 * best moment is when it comes; if it does, when it meets its cap; without a cap it is always to come.
 */
function overtakenBy(own: Class, other: Class): Overtaking {
  if (own.slope < 0) return never('of its class the younger go first')
  if (other.most > own.most)
    return never(
      own.slope === 0
        ? "its priority does not grow to another's initial"
        : 'its priority ends below what another comes to',
    )
  if (own.slope === 0) return { share: 1, lead: 0, because: null }
  const { cap, initial, slope } = other
  if (slope > own.slope && cap === Number.POSITIVE_INFINITY) {
    const lead = Math.max(0, (initial - own.initial) / slope) * MINUTE
    return { share: own.slope / slope, lead, because: `${other.name} grows faster, without a cap` }
  }
  const best = slope > own.slope && cap > initial ? (cap - initial) / slope : 0
  const reached = Math.min(cap, initial + slope * best)
  const lead = (reached - own.initial) / own.slope - best
  return { share: 1, lead: Math.max(0, lead) * MINUTE, because: null }
}

/**
 * Age in targets times velocity (§11.3): one goes before another if its wait × its rate is greater, so
 * that the slowest rate over the fastest is the share. Freshness forgets whoever stays silent.
 */
function ofScores(config: Config): Overtaking {
  const { draw, entrance, velocities } = config.prioritization!
  if (entrance === 0 || (entrance < 1 && draw === 'perConversation'))
    return never('what is ordered by interactiveness goes behind whoever wrote later')
  if (entrance < 1) return never(blended(entrance))
  const { longest, shortest } = targetsOf(config)
  if (longest === null) return never('without a target it has no age')
  const product = (factors: readonly number[]) => factors.reduce((a, b) => a * b, 1)
  const all = velocities.map(({ velocity }) => velocity)
  const spread = product(all.map((v) => Math.max(1, v))) / product(all.map((v) => Math.min(1, v)))
  const share = shortest / (longest * spread)
  return { share, lead: 0, because: share < 1 ? 'targets or velocities differ' : null }
}

/** Passes in a row that go by freshness, which one run in a million exceeds. */
function blended(entrance: number): string {
  const passes = Math.ceil(Math.log(1e-6) / Math.log(1 - entrance))
  return `passes go by interactiveness, though but once in a million more than ${passes} in a row`
}

/** Earliest due first: whoever is owed a reply later is due later, but for the targets' difference. */
function ofDues(config: Config): Overtaking {
  const { longest, shortest } = targetsOf(config)
  if (longest === null) return never('without a target it is due last')
  return { share: 1, lead: longest - shortest, because: null }
}

/** Null where some conversations have no target, and others have. */
function targetsOf({ skills, unskilled }: Config) {
  const all = [...skills, unskilled]
  const have = all.filter(({ target }) => target !== null)
  const each = have.flatMap(({ firstTimeTarget: first, target, urgentTarget }) => [
    target!,
    first,
    urgentTarget,
  ])
  if (have.length === 0) return { longest: 0 as Duration, shortest: 0 as Duration }
  const longest = have.length < all.length ? null : (Math.max(...each) as Duration)
  return { longest, shortest: Math.min(...each) as Duration }
}
