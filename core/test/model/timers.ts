import { nextEdge } from './calendar.ts'
import { setActivity } from './capacity.ts'
import { agentSilent, consumerSilent, queueWait } from './automatic.ts'
import { autoCloseAt } from './auto-close.ts'
import { memory, minRemaining } from './eligibility.ts'
import { close } from './lifecycle.ts'
import { expire } from './offers.ts'
import { leaseExpired } from './presence.ts'
import { nextStep, stepEndsAt } from './relaxation.ts'
import { endSuggestion } from './suggestions.ts'
import { timeOut } from './survey.ts'
import { calendarOf, endManual, overdue } from './targets.ts'
import { unanswered } from './unanswered.ts'
import { gateSteps } from './warm-up.ts'
import type { Agent, Conversation, World } from './world.ts'

/** Something that happens by itself; without `run` it only calls for a pass. */
export interface Timer {
  readonly at: number
  /** Its place in the list of §1. */
  readonly kind: number
  /** The rest of the timer's id. */
  readonly id: number | string
  readonly run?: () => void
}

/** §1: the kinds in the order in which they run at one instant. */
const kinds = {
  ...{ duePassed: 0, scheduleEdge: 1, warmUpStep: 2, activity: 3, offerExpiry: 4, holdEnd: 5 },
  ...{ suggestionTimeout: 6, manualTarget: 7, step: 8, unassign: 9, surveyTimeout: 10 },
  ...{ consumerSilent: 11, agentSilent: 12, queueWait: 13, logout: 14, autoClose: 15 },
}

/** Every timer that stands, found by looking at everything. */
export function timers(w: World): Timer[] {
  return [
    ...w.open.flatMap((c) => [...ofConversation(w, c), ...(c.holder ? [] : ofQueued(w, c))]),
    ...w.agents.flatMap((a) => gateSteps(w, a).flatMap((at) => timer('warmUpStep', at, a.id))),
    ...w.agents.flatMap((a) => timer('logout', a.logoutAt, a.id, () => leaseExpired(w, a))),
    ...w.surveys.flatMap((s) => timer('surveyTimeout', s.timeoutAt, s.key, () => timeOut(w, s))),
    ...edges(w),
  ].filter(({ at, run }) => run !== undefined || at > w.now)
}

function timer(
  kind: keyof typeof kinds,
  at: number,
  id: number | string,
  run?: () => void,
): Timer[] {
  return at === Infinity ? [] : [{ at, kind: kinds[kind], id, ...(run && { run }) }]
}

function ofConversation(w: World, c: Conversation): Timer[] {
  const manualEnds = w.config.manualTargetEnds === 'atDue' ? (c.manual?.due ?? Infinity) : Infinity
  return [
    ...timer('duePassed', c.tellOverdueAt, c.key, () => overdue(w, c)),
    ...timer('activity', c.inactiveAt, c.key, () => setActivity(w, c, 'inactive')),
    ...timer('manualTarget', manualEnds, c.key, () => endManual(w, c)),
    ...timer('unassign', c.unassignAt, c.key, () => unanswered(w, c)),
    ...timer('consumerSilent', c.consumerSilentAt, c.key, () => consumerSilent(w, c)),
    ...timer('agentSilent', c.agentSilentAt, c.key, () => agentSilent(w, c)),
    ...timer('queueWait', c.queueWaitAt, c.key, () => queueWait(w, c)),
    ...timer('autoClose', autoCloseAt(w, c), c.key, () => close(w, c, 'inactivity')),
  ]
}

function ofQueued(w: World, c: Conversation): Timer[] {
  return [
    ...c.offers.flatMap((one) =>
      timer('offerExpiry', one.expiresAt, c.key, () => expire(w, c, one)),
    ),
    ...c.marks.flatMap(({ until }) => timer('holdEnd', until, c.key)),
    ...c.declines.flatMap(({ at }) => timer('holdEnd', at + memory(w), c.key)),
    ...timer('suggestionTimeout', c.suggested?.until ?? Infinity, c.key, () =>
      endSuggestion(w, c, 'timeout'),
    ),
    ...timer('manualTarget', c.suspendedUntil ?? Infinity, c.key),
    ...timer('step', stepEndsAt(c), c.key, () => nextStep(w, c)),
    ...c.rulesStart.flatMap((at) => timer('step', at, c.key, () => dropStart(c, at))),
    ...w.agents.flatMap((a) =>
      shiftEdges(w, a, c).flatMap((at) => timer('scheduleEdge', at, a.id)),
    ),
  ]
}

/** §26.4: it has waited for a rule: from now on a pass asks for it. */
function dropStart(c: Conversation, at: number): void {
  c.rulesStart = c.rulesStart.filter((other) => other !== at)
}

/** §26.6: a shift begins, or is about to end. */
function shiftEdges(w: World, agent: Agent, c: Conversation): number[] {
  if (w.config.shiftEndGuard === null) return []
  const { roster } = w.settingsOf(agent)
  return roster.flatMap(({ from, to }) => [from, Math.floor(to - minRemaining(w, c)) + 1])
}

/** §15: where shifts gate the routing, an edge of a schedule calls for a pass while somebody waits. */
function edges(w: World): Timer[] {
  const someoneWaits = w.open.some((c) => c.holder === null)
  if (!w.config.shiftGatesRouting || !someoneWaits) return []
  const skills = [-1, ...w.config.skills.keys()]
  return skills.flatMap((place) =>
    timer('scheduleEdge', nextEdge(calendarOf(w, place), w.now), w.skill(place).id),
  )
}
