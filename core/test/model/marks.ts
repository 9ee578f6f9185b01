import type { Agent, Conversation, World } from './world.ts'

/** §3: for `avoidHold` not this agent, afterwards this one last. */
export function hold(w: World, c: Conversation, agent: Agent): void {
  c.marks = c.marks.filter((mark) => mark.agent !== agent)
  c.marks.push({ agent, until: w.now + (w.config.avoidHold ?? Infinity) })
}
