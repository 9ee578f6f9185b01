import { addBusiness } from './calendar.ts'
import { send } from './automatic.ts'
import { hold } from './marks.ts'
import { enter, release } from './queueing.ts'
import { calendarOf } from './targets.ts'
import { type Conversation, presenceOf, type World } from './world.ts'
import { presenceNames } from '../../index.ts'

/** §10: sets, moves or stops the timer of the agent's present presence. */
export function watchUnanswered(w: World, c: Conversation): void {
  c.unassignAt = Infinity
  const agent = c.holder
  if (agent === null || c.owedSince === null || c.pending === 'consumer') return
  if (w.settingsOf(agent).isBot && !w.config.botUnassign) return
  const after = w.settings(c).unassignAfter[presenceNames[presenceOf(agent)]]
  if (after === null) return
  const from = Math.max(c.owedSince, c.assignedAt, agent.presences.at(-1)!.at)
  c.unassignAt = w.config.unassignOnShiftOnly
    ? addBusiness(calendarOf(w, c.skill), from, after)
    : from + after
}

/** §10: nobody answered: back to the queue, the due keeps running. */
export function unanswered(w: World, c: Conversation): void {
  hold(w, c, c.holder!)
  const holder = release(w, c, 'unanswered')
  enter(w, c, 'unassigned', holder)
  send(w, c, 'backToQueue')
}
