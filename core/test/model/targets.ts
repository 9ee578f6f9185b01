import type { AccountConfig } from '../../index.ts'
import { addBusiness, type Calendar, isOpen } from './calendar.ts'
import type { Conversation, TargetName, World } from './world.ts'

/** §15.1: the hours of a skill: what it attaches replaces the account's object of that kind. */
export function calendarOf(w: World, skill: number): Calendar {
  const { hours, lastMinute = 'endOfDay', specialOccasions = [], workingHours = [] } = w.account
  const own = w.account.skills[skill]
  const hoursId = own?.workingHoursId ?? hours?.workingHoursId
  const occasionsId = own?.specialOccasionsId ?? hours?.specialOccasionsId
  return {
    hours: workingHours.find(({ id }) => id === hoursId) ?? null,
    occasions: specialOccasions.find(({ id }) => id === occasionsId) ?? null,
    manual: manualOf(hours),
    lastMinute,
  }
}

function manualOf(hours: AccountConfig['hours']): Calendar['manual'] {
  if (hours?.mode !== 'manual') return null
  return hours.shift === 'open' ? 'open' : { closedUntil: hours.nextShiftAt ?? Infinity }
}

export const isOnShift = (w: World, skill: number): boolean => isOpen(calendarOf(w, skill), w.now)

/** §14.1: copied at opening and at each change of skill. */
export function copyTargets(w: World, c: Conversation): void {
  const { firstTimeTarget, target, urgentTarget } = w.settings(c)
  c.targets = { default: target, urgent: urgentTarget, firstTime: firstTimeTarget }
}

/** §14.1: which target is in force. */
function targetName(c: Conversation): TargetName {
  if (c.manual !== null) return 'manual'
  if (c.urgentSince !== null) return 'urgent'
  return c.firstEver ? 'firstTime' : 'default'
}

/** §14.1: the target of an age (§11.3); without a default one there is none at all. */
export function targetOf(c: Conversation): number | null {
  if (c.targets.default === null) return null
  if (c.urgentSince !== null) return c.targets.urgent
  return c.firstEver ? c.targets.firstTime : c.targets.default
}

/** §14.3: add(from, T), for an urgent one the earlier of two. */
export function dueFrom(w: World, c: Conversation, from: number): number {
  const { default: normal, firstTime, urgent } = c.targets
  // Without a default target nothing is due at all.
  if (normal === null) return Infinity
  if (c.urgentSince === null) return add(w, c, from, c.firstEver ? firstTime : normal)
  if (w.config.urgentBase === 'pendingSince') return add(w, c, from, urgent)
  const marked = add(w, c, Math.max(from, c.urgentSince), urgent)
  return Math.min(add(w, c, from, normal), marked)
}

/** §14.2 on the current skill's schedule; without a target nothing is due. */
function add(w: World, c: Conversation, from: number, target: number | null): number {
  if (target === null) return Infinity
  if (c.openedOnShift) return from + target
  return addBusiness(calendarOf(w, c.skill), from, target)
}

/** §11.5: the manual due while it stands. */
export const effectiveDue = (c: Conversation): number => c.manual?.due ?? c.due

/** As rows have it: null without one. */
export function dueRow(c: Conversation): number | null {
  const due = effectiveDue(c)
  return due < Infinity ? due : null
}

/** §14.3: the agents' side owes from now. */
export function owe(w: World, c: Conversation): void {
  c.pending = 'agent'
  c.pendingSince = w.now
  setDue(w, c, dueFrom(w, c, w.now))
}

/** §14.3: the consumer's side is expected to write. */
export function oweNothing(w: World, c: Conversation): void {
  c.pending = 'consumer'
  c.owedSince = null
  setDue(w, c, Infinity)
}

/** §1: overdue is later than the due, so it is told a millisecond after; at once if already past. */
export function setDue(w: World, c: Conversation, due: number): void {
  c.due = due
  if (c.manual === null) watchDue(w, c)
}

function watchDue(w: World, c: Conversation): void {
  c.tellOverdueAt = Math.max(effectiveDue(c) + 1, w.now)
  c.overdueAt = Math.max(effectiveDue(c), w.now)
}

/** Does something; if that changed the due in force, it is told and, once past, told to be overdue. */
export function tellingDue(w: World, c: Conversation, change: () => void): void {
  const before = effectiveDue(c)
  change()
  if (effectiveDue(c) === before) return
  watchDue(w, c)
  tellDue(w, c)
}

function tellDue(w: World, c: Conversation): void {
  const due = dueRow(c)
  const target = due === null ? 'default' : targetName(c)
  w.tell({ type: 'due', conversation: c.key, skill: c.skill, target, due })
}

/** Dated to the due, or to the moment at which it was set though already past. */
export function overdue(w: World, c: Conversation): void {
  c.tellOverdueAt = Infinity
  const row = { conversation: c.key, agent: c.holder?.place ?? -1, skill: c.skill }
  w.tell({ type: 'overdue', at: c.overdueAt, ...row })
}

/** §11.5: sets it; beyond the threshold nothing is to be done for a while. */
export function setManual(w: World, c: Conversation, due: number): void {
  const { manualTargetThreshold: threshold } = w.config
  endSuspension(w, c)
  tellingDue(w, c, () => {
    c.manual = { due, setAt: w.now }
  })
  if (threshold !== null && due - w.now > threshold) c.suspendedUntil = due - threshold
}

/** §11.5: what was due without it takes effect again. */
export function endManual(w: World, c: Conversation): void {
  endSuspension(w, c)
  tellingDue(w, c, () => {
    c.manual = null
  })
}

/** §11.5 (b): ended by a message of either side, or with its target. */
export function endSuspension(w: World, c: Conversation): void {
  if (c.suspendedUntil === null) return
  c.suspensionEndedAt = Math.min(w.now, c.suspendedUntil)
  c.suspendedUntil = null
}
