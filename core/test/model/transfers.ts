import { passOn } from './bots.ts'
import { type RouterEvent } from '../../index.ts'
import { canTake } from './capacity.ts'
import { isSkill, mayHave } from './eligibility.ts'
import { hold } from './marks.ts'
import { endOffers } from './offers.ts'
import { assign, changeSkill, enter, release, requeueDue } from './queueing.ts'
import { skillFor, suggest } from './suggestions.ts'
import { send } from './automatic.ts'
import type { Agent, Conversation, World } from './world.ts'

type Refused = string | undefined
type Event<Type extends RouterEvent['type']> = Extract<RouterEvent, { type: Type }>

/** §7: whether conversations of this skill may be moved to that one; to itself always. */
function mayMove(w: World, c: Conversation, skill: number): boolean {
  const { canTransfer, transfersTo } = w.settings(c)
  if (skill === c.skill) return true
  return canTransfer && (transfersTo === null || transfersTo.has(skill as never))
}

/** §7: to a skill's queue. */
export function toSkill(w: World, c: Conversation, e: Event<'conversation.transferred'>): Refused {
  if (!isSkill(w, e.skill)) return 'unknownSkill'
  if (e.agent !== -1 && w.agents[e.agent] === undefined) return 'unknownAgent'
  if (!mayMove(w, c, e.skill)) return 'transferNotAllowed'
  const holder = release(w, c, 'transferred')
  c.isNew = false
  c.transfers++
  changeSkill(w, c, e.skill, { agent: e.agent, move: 'skill' })
  enter(w, c, 'transferred', holder)
  send(w, c, 'transferred')
  return undefined
}

/** §7: back to the queue it came from; whoever gave it up is avoided. */
export function back(w: World, c: Conversation, agent: number): Refused {
  if (c.holder === null) return 'notAssigned'
  if (c.holder.place !== agent) return 'notTheHolder'
  hold(w, c, c.holder)
  const holder = release(w, c, 'returned')
  c.isNew = false
  c.transfers++
  requeueDue(w, c, false)
  enter(w, c, 'returned', holder)
  send(w, c, 'backToQueue')
  return undefined
}

/** §7: to an agent: into the queue, kept for them. */
export function toAgent(w: World, c: Conversation, e: Event<'conversation.suggested'>): Refused {
  const agent = w.agents[e.to]
  if (agent === undefined || (e.agent !== -1 && w.agents[e.agent] === undefined))
    return 'unknownAgent'
  if (c.holder === agent) return 'isTheHolder'
  if (e.skill !== undefined && !isSkill(w, e.skill)) return 'unknownSkill'
  const skill = skillFor(w, c, agent, e.skill)
  if (skill === null || !w.settingsOf(agent).enabled || !mayMove(w, c, skill))
    return 'transferNotAllowed'
  const holder = release(w, c, 'suggested')
  c.isNew = false
  c.transfers++
  if (skill !== c.skill) changeSkill(w, c, skill, { agent: e.agent, move: 'agent' })
  suggest(w, c, agent, { how: 'suggested', until: w.now + w.settings(c).suggestionTimeout })
  enter(w, c, 'suggested', holder)
  send(w, c, 'transferred')
  return undefined
}

/** §7: the manager has it at once: no queue, no capacity test. */
export function takeOver(w: World, c: Conversation, agent: Agent): Refused {
  if (c.holder === agent) return 'isTheHolder'
  const isQueued = c.holder === null
  if (isQueued) withdraw(w, c)
  else release(w, c, 'takenOver')
  if (!isQueued) c.enteredAt = w.now
  assign(w, c, agent, { by: 'takenOver', fromQueue: false })
  return undefined
}

/** §7: a manager gives a queued conversation to somebody. */
export function place(w: World, c: Conversation, agent: Agent, overrides: boolean): Refused {
  if (c.holder !== null) return 'notQueued'
  if (!overrides && !(mayHave(w, agent, c) && canTake(w, agent, c))) return 'notEligible'
  withdraw(w, c)
  assign(w, c, agent, { by: 'placed', fromQueue: false })
  return undefined
}

/** §4: an agent takes it from the queue. */
export function take(w: World, c: Conversation, agent: Agent): Refused {
  const { takeFromQueue } = w.config
  if (takeFromQueue === 'off') return 'notPermitted'
  if (c.holder !== null) return 'notQueued'
  const fits = takeFromQueue === 'ignoreCapacity' || canTake(w, agent, c)
  if (!fits || !mayHave(w, agent, c)) return 'notEligible'
  withdraw(w, c)
  assign(w, c, agent, { by: 'taken', fromQueue: true })
  passOn(w, c)
  return undefined
}

/** What keeps it for somebody else ends, for it leaves the queue. */
function withdraw(w: World, c: Conversation): void {
  endOffers(w, c)
  c.suggested = null
}
