import type { Match, PriorityClass } from '../../index.ts'
import { businessElapsed } from './calendar.ts'
import { draw, streamOf } from '../../draw.ts'
import { calendarOf, effectiveDue, targetOf } from './targets.ts'
import { byOrder, type Conversation, type World } from './world.ts'

/** §11.1: since when each reason to act on it has stood. */
function reasonsOf(w: World, c: Conversation): number[] {
  const { manualTargetIsActionable } = w.config
  return [
    ...(c.pending === 'agent' ? [c.owedSince ?? c.pendingSince] : []),
    ...(c.manual !== null && manualTargetIsActionable ? [c.manual.setAt] : []),
    ...(c.requeued ? [c.enteredAt] : []),
  ]
}

/** §11.5 (b): suspended by a far manual target. */
const isSuspended = (w: World, c: Conversation) =>
  c.suspendedUntil !== null && w.now < c.suspendedUntil

/** §11.1: in the queue, and there is something to do. */
export function isActionable(w: World, c: Conversation): boolean {
  return c.holder === null && reasonsOf(w, c).length > 0 && !isSuspended(w, c)
}

/** §11.2: the later of the entry and the moment at which the first reason began, or a suspension ended. */
function actionableSince(w: World, c: Conversation): number {
  const suspension = c.suspendedUntil === null ? c.suspensionEndedAt : c.suspendedUntil
  return Math.max(c.enteredAt, Math.min(...reasonsOf(w, c)), suspension)
}

/** §11.2, §11.3, §26.7: the order in which conversations are served. */
export function queueOrder(w: World): (a: Conversation, b: Conversation) => number {
  const due = (c: Conversation) => effectiveDue(c)
  const since = (c: Conversation) => actionableSince(w, c)
  const key = (c: Conversation) => c.key
  if (w.routing) return byOrder([due, since, key])
  if (w.config.classes !== null) return byClass(w)
  if (w.config.policy.name === 'queueIdleness')
    return byOrder([(c) => -excess(w, c), due, since, key])
  if (w.config.prioritization === null) return byOrder([due, since, key])
  return byOrder([(c) => -score(w, c), due, since, key])
}

/** Gurvich and Whitt (2009): how far the line of its skill is beyond that skill's share of all. */
function excess(w: World, c: Conversation): number {
  const line = w.open.filter((one) => isActionable(w, one) && one.offers.length === 0)
  const own = line.filter(({ skill }) => skill === c.skill)
  return own.length - w.config.queueShares[c.skill + 1] * line.length
}

/** §11.3. */
export function score(w: World, c: Conversation): number {
  const { draw: draws, entrance, tau, velocities } = w.config.prioritization!
  const drawn = draws === 'perPass' ? w.passes : c.key
  const byEntrance = draw(streamOf(w.config.seed, 'queue.blend'), drawn) < entrance
  const fresh = 1 / (1 + (w.now - c.lastConsumerMessageAt) / tau)
  const factors = velocities.filter(({ when }) => matches(w, c, when))
  return (byEntrance ? age(w, c) : fresh) * factors.reduce((all, one) => all * one.velocity, 1)
}

/** §11.3: 1 when a full target was waited. */
function age(w: World, c: Conversation): number {
  const target = targetOf(c)
  if (target === null) return 0
  const from = actionableSince(w, c)
  const isBusiness = w.config.prioritization!.ageClock === 'business'
  const waited = isBusiness ? businessElapsed(calendarOf(w, c.skill), from, w.now) : w.now - from
  return waited / target
}

/** §11.3: all that a rule states holds. */
function matches(w: World, c: Conversation, when: Match): boolean {
  const stated = Object.entries(when).filter(([, value]) => value !== undefined)
  return stated.every(([name, value]) => facts[name as keyof Match](w, c, value as never))
}

const idOf = (w: World, skill: number) => w.config.skills[skill]?.id
/** §11.3: what a rule may state, and whether it is so. */
const facts: { readonly [Name in keyof Match]-?: Fact<NonNullable<Match[Name]>> } = {
  skill: (w, c, id) => idOf(w, c.skill) === id,
  channel: (w, c, id) => w.config.channels[c.channel].id === id,
  transfersAbove: (_, c, n) => c.transfers > n,
  transferredFrom: (w, c, id) => c.moves.some(({ from }) => idOf(w, from) === id),
  transferredTo: (w, c, id) => c.moves.some(({ to }) => idOf(w, to) === id),
  suggested: (_, c, is) => (c.suggested !== null) === is,
  urgent: (_, c, is) => (c.urgentSince !== null) === is,
  firstTime: (_, c, is) => c.firstEver === is,
  returning: (_, c, is) => (c.consumer >= 0 && !c.firstEver) === is,
  firstMessage: (_, c, is) => c.isUnanswered === is,
  tag: (_, c, tag) => c.tags.includes(tag),
}
type Fact<Value> = (w: World, c: Conversation, value: Value) => boolean

/** §26.7: tier, then priority, then the older (with a negative slope the younger), then id. */
function byClass(w: World): (a: Conversation, b: Conversation) => number {
  const of = (c: Conversation) => classOf(w, c)
  return byOrder<Conversation>([
    (c) => -(of(c).tier ?? 0),
    (c) => -priority(w, c),
    (c) => actionableSince(w, c) * ((of(c).slope ?? 1) < 0 ? -1 : 1),
    (c) => c.key,
  ])
}

function classOf(w: World, c: Conversation): PriorityClass {
  return w.config.classes!.find(({ when }) => matches(w, c, when)) ?? { when: {} }
}

export function priority(w: World, c: Conversation): number {
  const { cap, initial = 0, slope = 1 } = classOf(w, c)
  const minutes = (w.now - actionableSince(w, c)) / 60_000
  return Math.min(cap ?? Infinity, initial + slope * minutes)
}
