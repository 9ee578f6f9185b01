import { matchesNeed } from './eligibility.ts'
import { type Conversation, isLoggedIn, type World } from './world.ts'

/** §26.3: a new skill starts with its first step. */
export function restartSteps(c: Conversation): void {
  c.step = null
  c.stepEnds = Infinity
  c.queuedBefore = 0
}

/** §26.3: how long it was queued in this skill segment; a return to the queue continues it. */
const queuedFor = (w: World, c: Conversation) => c.queuedBefore + w.now - c.enteredAt

/** §26.3: into a queue: the first step, or what was under way goes on. */
export function enterSteps(w: World, c: Conversation): void {
  if (c.step === null && w.settings(c).relaxation.length > 0) beginStep(w, c, 0)
  else if (c.step === null) tellStep(w, c, null)
}

/** §26.3: later steps keep their own length. §0: one that has begun ends when it was to end. */
function beginStep(w: World, c: Conversation, step: number): void {
  const begun = w.settings(c).relaxation[step]
  // After the last step only the skill is asked for, whatever steps come into force later.
  c.step = begun ? step : OVER
  c.stepEnds = begun ? queuedFor(w, c) + begun.expiresAfter : Infinity
  tellStep(w, c, begun ? step : null)
}

const OVER = -1

/** §26.3, on each pass: ends at once, one after the other, what no logged-in agent meets. */
export function expediteSteps(w: World, c: Conversation): void {
  for (;;) {
    const step = stepInForce(w, c)
    if (!step?.expedite || isPossible(w, c)) return
    beginStep(w, c, c.step! + 1)
  }
}

/** The step in force, as it is configured now. */
export function stepInForce(w: World, c: Conversation) {
  return c.step === null ? undefined : w.settings(c).relaxation[c.step]
}

/** §26.3: some logged-in agent meets all that it asks for now, capacity ignored. */
const isPossible = (w: World, c: Conversation) =>
  w.agents.some((agent) => isLoggedIn(agent) && matchesNeed(w, agent, c))

/** Tells the step in force where it is new. */
function tellStep(w: World, c: Conversation, step: number | null): void {
  const name = step === null ? null : `${c.skill} ${step}`
  if (name === c.toldStep) return
  c.toldStep = name
  w.tell({ type: 'relaxed', conversation: c.key, skill: c.skill, step })
}

/** The instant at which its step is over by its own length. */
export const stepEndsAt = (c: Conversation): number => c.enteredAt - c.queuedBefore + c.stepEnds

/** It is over. */
export const nextStep = (w: World, c: Conversation): void => beginStep(w, c, c.step! + 1)
