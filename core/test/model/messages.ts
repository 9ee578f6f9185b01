import { changed } from './auto-close.ts'
import { coolsAfter, setActivity } from './capacity.ts'
import { agentWrote as tellAgent, consumerWrote as tellConsumer, send } from './automatic.ts'
import {
  dueFrom,
  effectiveDue,
  endManual,
  endSuspension,
  owe,
  oweNothing,
  setDue,
  setManual,
  tellingDue,
} from './targets.ts'
import { watchUnanswered } from './unanswered.ts'
import type { Agent, Conversation, World } from './world.ts'

type Refused = string | undefined

/** §12.2, §14.3: only the first message of a run moves anything. */
export function consumerWrote(w: World, c: Conversation): undefined {
  c.lastConsumerMessageAt = w.now
  changed(w, c)
  const isFirst = c.owedSince === null
  c.owedSince ??= w.now
  endSuspension(w, c)
  tellingDue(w, c, () => {
    if (c.pending === 'consumer') owe(w, c)
    else if (w.config.resetDueOnEveryConsumerMessage) owe(w, c)
  })
  if (c.holder) setActivity(w, c, 'active')
  if (isFirst) watchUnanswered(w, c)
  tellConsumer(w, c, isFirst)
}

/** §12.2, §14.3: a public message of the agents' side. */
export function agentWrote(w: World, c: Conversation, agent: Agent): undefined {
  changed(w, c)
  c.isUnanswered = false
  if (c.holder === agent) c.writers.add(agent.id)
  noteResponse(w, c)
  endSuspension(w, c)
  const cools = coolsAfter(w, c)
  // §11.5: the first message at or after its due ends a manual target.
  const isOver = c.manual !== null && w.now >= c.manual.due
  tellingDue(w, c, () => {
    if (isOver) c.manual = null
    oweNothing(w, c)
  })
  if (c.holder) setActivity(w, c, 'cooling', cools)
  watchUnanswered(w, c)
  tellAgent(w, c)
}

/** §26.4: a response that had a due, on time or not. */
function noteResponse(w: World, c: Conversation): void {
  if (w.settings(c).overflow.length === 0) return
  if (c.pending !== 'agent' || effectiveDue(c) === Infinity) return
  w.responses.push({ at: w.now, skill: c.skill, onTime: w.now <= effectiveDue(c) })
}

/** §11.5: a new due instant, from an agent. */
export function setTarget(w: World, c: Conversation, due: number): Refused {
  if (!Number.isSafeInteger(due)) return 'notAnInstant'
  if (due <= w.now) return 'notInTheFuture'
  if (due - w.now > w.config.manualTargetMax) return 'tooFarAhead'
  changed(w, c)
  setManual(w, c, due)
  if (c.suspendedUntil !== null && c.holder) setActivity(w, c, 'inactive')
  send(w, c, 'manualTargetSet')
  return undefined
}

export function cancelTarget(w: World, c: Conversation): Refused {
  if (c.manual === null) return 'noManualTarget'
  changed(w, c)
  endManual(w, c)
  return undefined
}

/** §11.4: not in the first conversation. */
export function setUrgent(w: World, c: Conversation): Refused {
  const { urgent } = w.config.channels[c.channel]
  if (!urgent || c.firstEver || c.consumer < 0) return 'notUrgentHere'
  if (c.urgentSince === null) changeUrgency(w, c, w.now, 'urgentSet')
  return undefined
}

export function clearUrgent(w: World, c: Conversation): Refused {
  if (c.urgentSince !== null) changeUrgency(w, c, null, 'urgentCleared')
  return undefined
}

/** §14.3: pending agent, the due is counted anew from the same start. */
function changeUrgency(
  w: World,
  c: Conversation,
  since: number | null,
  trigger: 'urgentSet' | 'urgentCleared',
): void {
  changed(w, c)
  tellingDue(w, c, () => {
    c.urgentSince = since
    const due = dueFrom(w, c, c.pendingSince)
    if (c.pending === 'agent' && due !== c.due) setDue(w, c, due)
  })
  // §17: by the due that is in force from now.
  if (c.pending === 'agent' && w.now <= effectiveDue(c)) send(w, c, trigger)
}
