import { type Cause, type Trigger, triggerNames } from '../../index.ts'
import { nextEdge } from './calendar.ts'
import { calendarOf, effectiveDue, isOnShift } from './targets.ts'
import type { Conversation, World } from './world.ts'

type TriggerName = keyof typeof Trigger

/** The message of the current skill, null if there is none. */
function messageOf(w: World, c: Conversation, trigger: TriggerName) {
  return w.settings(c).messages[triggerNames.indexOf(trigger)] ?? null
}

/** §17: sent, unless one of its macros has no value. */
export function send(w: World, c: Conversation, trigger: TriggerName, by = c.holder): void {
  const message = messageOf(w, c, trigger)
  if (message === null) return
  const left = effectiveDue(c) - w.now
  // Less than a second has no unit that is not zero, hence no text.
  if (message.usesExpectedResponse && !(left >= 1000 && left < Infinity)) return
  if (message.usesAgentName && by === null) return
  const expected = message.usesExpectedResponse ? left : null
  const row = { conversation: c.key, agent: by?.place ?? -1, skill: c.skill }
  w.tell({ type: 'sent', ...row, trigger, expected })
}

/** §17: the welcome of a new conversation. */
export function opened(w: World, c: Conversation): void {
  const onShift = isOnShift(w, c.skill)
  if (c.firstEver) return send(w, c, onShift ? 'openFirst' : 'openFirstOffHours')
  const last = w.past.findLast(({ consumer }) => consumer >= 0 && consumer === c.consumer)
  const wasAsleep = last?.cause === 'inactivity' && w.now - last.closedAt < 48 * 3_600_000
  if (wasAsleep) return send(w, c, 'openAfterAutoClose')
  send(w, c, onShift ? 'open' : 'openOffHours')
}

/** §17: in a queue, whatever brought it there, the wait begins anew. */
export function entered(w: World, c: Conversation): void {
  c.queueWaitAt = after(w, c, 'queueWait', w.now)
}

export function assigned(w: World, c: Conversation): void {
  c.queueWaitAt = Infinity
  c.agentSilentAt = after(w, c, 'agentSilent', w.now)
  send(w, c, 'connected')
}

/** `isFirst`: of its run. */
export function consumerWrote(w: World, c: Conversation, isFirst: boolean): void {
  c.consumerSilentAt = Infinity
  if (isFirst && c.holder !== null) c.agentSilentAt = after(w, c, 'agentSilent', w.now)
  if (!isOnShift(w, c.skill)) send(w, c, 'messageOffHours')
}

export function agentWrote(w: World, c: Conversation): void {
  c.agentSilentAt = Infinity
  c.consumerSilentAt = after(w, c, 'consumerSilent', w.now)
}

export function closed(w: World, c: Conversation, cause: keyof typeof Cause): void {
  if (cause === 'agent') send(w, c, 'endByAgent', c.lastHolder)
  if (cause === 'consumer') send(w, c, 'endByConsumer', c.lastHolder)
  if (cause === 'system') send(w, c, 'endBySystem', c.lastHolder)
}

/** §17: the length of a timer is that of the skill in which it starts. */
function after(w: World, c: Conversation, trigger: TriggerName, from: number): number {
  const message = messageOf(w, c, trigger)
  return message === null ? Infinity : from + message.after
}

/** §17, each arming at most once. */
export function consumerSilent(w: World, c: Conversation): void {
  c.consumerSilentAt = Infinity
  if (c.holder !== null || w.config.consumerSilentWhileQueued) send(w, c, 'consumerSilent')
}

export function agentSilent(w: World, c: Conversation): void {
  c.agentSilentAt = deferred(w, c)
  if (
    c.agentSilentAt === Infinity &&
    c.holder !== null &&
    c.pending === 'agent' &&
    isOnShift(w, c.skill)
  )
    send(w, c, 'agentSilent')
}

export function queueWait(w: World, c: Conversation): void {
  c.queueWaitAt = deferred(w, c)
  if (c.queueWaitAt === Infinity && c.holder === null && isOnShift(w, c.skill))
    send(w, c, 'queueWait')
}

/** §17: off shift a timer lapses, or waits for the next opening. */
function deferred(w: World, c: Conversation): number {
  if (isOnShift(w, c.skill) || w.config.offHoursTimerPolicy === 'suppress') return Infinity
  return nextEdge(calendarOf(w, c.skill), w.now)
}
