import { offersTo } from './capacity.ts'
import { type Agent, loginOf, type World } from './world.ts'

/** §13: at login, unless the last conversation from a queue was short ago. */
export function startWarmUp(w: World, agent: Agent): void {
  const { botWarmUp, warmUp } = w.config
  agent.given = []
  agent.proposed = []
  agent.carried = w.held(agent).length
  const isOff = warmUp === null || (w.settingsOf(agent).isBot && !botWarmUp)
  agent.warming = !isOff && w.now - agent.lastAssigned >= warmUp.cooldown
  endWarmUp(w, agent)
}

/** §13: assignments from a queue since login, and what is offered. */
const given = (w: World, agent: Agent) => agent.given.length + offersTo(w, agent).length

/** §13: it ends when the agent has been given enough to be full. */
export function endWarmUp(w: World, agent: Agent): void {
  const carried = w.config.warmUp?.countCarried ? agent.carried : 0
  if ((carried + given(w, agent)) * 1000 >= w.settingsOf(agent).maxSlots) agent.warming = false
}

/** §13: predicate 9. */
export function gateIsOpen(w: World, agent: Agent): boolean {
  const { warmUp } = w.config
  if (warmUp === null || !agent.warming) return true
  const elapsed = w.now - loginOf(agent)
  if (elapsed >= warmUp.maxDuration) return true
  const steps = Math.floor(elapsed / warmUp.interval)
  if (warmUp.accumulate) return given(w, agent) < 1 + steps
  // Unused allowance lapses: one in each interval.
  const since = loginOf(agent) + steps * warmUp.interval
  return ![...agent.given, ...agent.proposed].some((at) => at >= since)
}

/** The next instant at which the gate opens, or is left for good. */
export function gateSteps(w: World, agent: Agent): number[] {
  const { warmUp } = w.config
  if (warmUp === null || !agent.warming) return []
  const login = loginOf(agent)
  const next = Math.floor((w.now - login) / warmUp.interval + 1) * warmUp.interval
  return [login + Math.min(next, warmUp.maxDuration)]
}
