import { canTake } from './capacity.ts'
import { holds } from './eligibility.ts'
import { changeSkill, enter, release } from './queueing.ts'
import { type Agent, type Conversation, isLoggedIn, isOnline, type World } from './world.ts'

/** §5, on each pass: a queued conversation in scope leaves a skill that lacks presence. */
export function fallBack(w: World, c: Conversation): void {
  const target = fallbackOf(w, c)
  if (target >= 0) move(w, c, target, 'fallback')
}

/** §5: the skill that it moves to now, −1 for none. */
function fallbackOf(w: World, c: Conversation): number {
  if (c.skill < 0 || c.suggested !== null) return -1
  if (w.config.fallbackScope === 'new' && !c.isNew) return -1
  const { fallbackChain, fallbackTrigger } = w.config
  const lacks = !hasPresence(w, c.skill)
  // What is offered has somebody: its own offer may be what fills them.
  const mayBeFull = fallbackTrigger === 'capacity' && c.offers.length === 0
  const isFull = mayBeFull && !hasFree(w, c, c.skill)
  if (!lacks && !isFull) return -1
  const suits = (skill: number) => (lacks ? hasPresence(w, skill) : hasFree(w, c, skill))
  for (const next of chain(w, c)) {
    if (suits(next)) return next
    if (fallbackChain === 'hop') return -1
  }
  return -1
}

/** §5: the skills along the chain, each at most once. */
function chain(w: World, c: Conversation): number[] {
  const been = new Set([...c.visited, c.skill])
  const found: number[] = []
  let next = w.skill(c.skill).fallback as number
  while (next >= 0 && !been.has(next)) {
    been.add(next)
    found.push(next)
    next = w.skill(next).fallback
  }
  return found
}

const holders = (w: World, skill: number): Agent[] =>
  w.agents.filter((a) => w.settingsOf(a).enabled && holds(w, a, skill))

/** §5: somebody online holds it; with the flag off, somebody logged in. */
function hasPresence(w: World, skill: number): boolean {
  const isThere = w.skill(skill).fallbackWhenAllAway ? isOnline : isLoggedIn
  return holders(w, skill).some(isThere)
}

/** §5, trigger `capacity`: somebody online holds it and has room. */
function hasFree(w: World, c: Conversation, skill: number): boolean {
  return holders(w, skill).some((a) => isOnline(a) && canTake(w, a, c, skill))
}

/** §5, §26.4: by itself into another skill's queue. */
export function move(w: World, c: Conversation, skill: number, why: 'fallback' | 'overflow'): void {
  c.visited.push(c.skill, skill)
  const { isNew } = c
  release(w, c, 'transferred')
  changeSkill(w, c, skill, { agent: -1, move: why })
  c.isNew = isNew
  enter(w, c, why, null)
}
