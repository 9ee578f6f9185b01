import { matchesNeed } from './eligibility.ts'
import { type Conversation, isLoggedIn, type World } from './world.ts'

/** §26.3: a new skill starts with its first step. */
export function restartSteps(c: Conversation): void {
  c.step = 0
  c.stepFrom = 0
  c.queuedBefore = 0
}

/** §26.3: how long it was queued in this skill segment; a return to the queue continues it. */
const queuedFor = (w: World, c: Conversation) => c.queuedBefore + w.now - c.enteredAt

/** §26.3: goes on to the step in force by time; later steps keep their own length. */
function passSteps(w: World, c: Conversation): void {
  const { relaxation } = w.settings(c)
  for (let step = relaxation[c.step]; step; step = relaxation[++c.step]) {
    if (queuedFor(w, c) - c.stepFrom < step.expiresAfter) return
    c.stepFrom += step.expiresAfter
  }
}

/** §26.3, on each pass: ends at once, one after the other, what no logged-in agent meets. */
export function expediteSteps(w: World, c: Conversation): void {
  const { relaxation } = w.settings(c)
  tellStep(w, c)
  for (let step = relaxation[c.step]; step; step = relaxation[c.step]) {
    if (!step.expedite || isPossible(w, c)) return
    c.stepFrom = queuedFor(w, c)
    c.step++
    tellStep(w, c)
  }
}

/** §26.3: some logged-in agent meets all that it asks for now, capacity ignored. */
const isPossible = (w: World, c: Conversation) =>
  w.agents.some((agent) => isLoggedIn(agent) && matchesNeed(w, agent, c))

/** Tells the step in force where it is new. */
export function tellStep(w: World, c: Conversation): void {
  passSteps(w, c)
  const step = c.step < w.settings(c).relaxation.length ? c.step : null
  const name = step === null ? null : `${c.skill} ${step}`
  if (name === c.toldStep) return
  c.toldStep = name
  w.tell({ type: 'relaxed', conversation: c.key, skill: c.skill, step })
}

/** The next instant at which a step is over by its own length. */
export function stepEnds(w: World, c: Conversation): number {
  const step = w.settings(c).relaxation[c.step]
  return step ? c.enteredAt - c.queuedBefore + c.stepFrom + step.expiresAfter : Infinity
}
