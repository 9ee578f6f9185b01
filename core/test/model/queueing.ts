import type { Entry, Loss, Move } from '../../index.ts'
import { changed } from './auto-close.ts'
import { startActivity } from './capacity.ts'
import { belongs } from './eligibility.ts'
import { endOffers } from './offers.ts'
import { enterSteps, restartSteps } from './relaxation.ts'
import { allocate } from './split.ts'
import { dropSuggestion } from './suggestions.ts'
import { copyTargets, dueFrom, dueRow, owe, setDue } from './targets.ts'
import { assigned, entered } from './automatic.ts'
import { watchUnanswered } from './unanswered.ts'
import { endWarmUp } from './warm-up.ts'
import type { Agent, Conversation, World } from './world.ts'

type EntryName = keyof typeof Entry

/** Into the queue of its skill. `giver` gave it up, null when it is new or moves by itself. */
export function enter(w: World, c: Conversation, entry: EntryName, giver: Agent | null): void {
  if (w.settings(c).deleted) leaveDeleted(w, c)
  c.enteredAt = w.now
  c.added = -1
  for (const name of w.activeRules) if (name.endsWith(` ${c.key}`)) w.activeRules.delete(name)
  c.rulesStart = w.settings(c).overflow.map(({ after }) => w.now + after)
  // A move by itself is no return: what was asked of the queue before is still asked.
  if (entry !== 'opened' && entry !== 'fallback' && entry !== 'overflow')
    c.requeued = w.config.requeueIsActionable
  changed(w, c)
  allocate(w, c)
  enterSteps(w, c)
  const agent = giver?.place ?? -1
  w.tell({
    ...{ type: 'queued', conversation: c.key, agent, skill: c.skill, entry, due: dueRow(c) },
  })
  entered(w, c)
}

/** §2: a deleted skill has no queue: into the default skill's, else into that of no skill. */
function leaveDeleted(w: World, c: Conversation): void {
  changeSkill(w, c, w.config.defaultSkill, { agent: -1, move: 'skillDeleted' })
}

/** Its holder loses it; null if it waited. Whatever kept it for somebody ends. */
export function release(w: World, c: Conversation, loss: keyof typeof Loss): Agent | null {
  endOffers(w, c)
  dropSuggestion(w, c, 'moved')
  const { holder } = c
  if (holder === null) {
    c.queuedBefore += w.now - c.enteredAt
    return null
  }
  c.holder = null
  c.inactiveAt = Infinity
  c.unassignAt = c.agentSilentAt = Infinity
  holder.lastEnded = w.now
  w.tell({
    ...{ type: 'unassigned', conversation: c.key, agent: holder.place, skill: c.skill, loss },
  })
  return holder
}

/** §7, §14.3: another skill, or the same one again; a new segment starts only with a new skill. */
export function changeSkill(
  w: World,
  c: Conversation,
  skill: number,
  by: { readonly agent: number; readonly move: keyof typeof Move },
): void {
  const from = c.skill
  w.tell({ type: 'transferred', conversation: c.key, ...by, from, skill })
  // §11.3: counted from when rules may ask for it.
  if (w.config.prioritization !== null || w.config.classes !== null)
    c.moves.push({ from, to: skill })
  if (skill !== from) {
    c.skill = skill
    c.marks = []
    c.declines = []
    restartSteps(c)
    copyTargets(w, c)
  }
  requeueDue(w, c, skill !== from)
}

/** §14.3, the rows of changes of skill and of returns. */
export function requeueDue(w: World, c: Conversation, isNewSkill: boolean): void {
  const { requeueIsActionable, skillChangeDueBase } = w.config
  if (c.pending === 'consumer') {
    if (requeueIsActionable) owe(w, c)
    return
  }
  if (!isNewSkill) return
  const from = skillChangeDueBase === 'pendingSince' ? c.pendingSince : w.now
  setDue(w, c, dueFrom(w, c, from))
}

/** How an assignment comes about: by a rank, or by somebody's will. */
export interface Way {
  readonly by: string
  /** §3, §13: given from the queue, which the clocks of agents and warm-ups count. */
  readonly fromQueue: boolean
}

/** It becomes this agent's. */
export function assign(w: World, c: Conversation, agent: Agent, { by, fromQueue }: Way): void {
  const wait = w.now - c.enteredAt
  if (c.holder === null) c.queuedBefore += wait
  c.suggested = null
  if (c.group >= 0 && !belongs(w, agent, c.group)) leaveGroupFor(w, c)
  c.holder = c.lastHolder = agent
  c.assignedAt = w.now
  changed(w, c)
  c.isNew = false
  c.requeued = false
  c.queueWaitAt = Infinity
  c.marks = c.marks.filter((mark) => mark.agent === agent)
  c.declines = c.declines.filter((one) => one.agent === agent)
  w.tell({ type: 'assigned', conversation: c.key, agent: agent.place, skill: c.skill, by, wait })
  if (fromQueue) {
    agent.lastAssigned = w.now
    agent.given.push(w.now)
    endWarmUp(w, agent)
    if (w.settings(c).overflow.length > 0) w.assignments.push({ at: w.now, skill: c.skill })
  }
  startActivity(w, c)
  watchUnanswered(w, c)
  assigned(w, c)
}

/** §6: an agent of another group takes it out of its group. */
export function leaveGroupFor(w: World, c: Conversation): void {
  c.group = -1
  w.tell({ type: 'allocated', conversation: c.key, skill: c.skill, group: null })
}
