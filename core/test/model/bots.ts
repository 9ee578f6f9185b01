import { BotStatus } from '../../index.ts'
import { reasonOf } from './eligibility.ts'
import { changeSkill, enter, release } from './queueing.ts'
import type { Conversation, World } from './world.ts'

/** §9: where a bot's conversations go, −1 for nowhere. */
function escalationOf(w: World, c: Conversation): number {
  const { botEscalationSkill, defaultSkill } = w.config
  const { fallback } = w.settings(c)
  const target = [botEscalationSkill, fallback, defaultSkill].find((skill) => skill >= 0) ?? -1
  return target === c.skill || c.escalatedTo.includes(target) ? -1 : target
}

/** §9: interrupted by its vendor, a bot passes on what it was just given. */
export function passOn(w: World, c: Conversation): void {
  const bot = c.holder
  if (bot === null || !w.settingsOf(bot).isBot || bot.status !== BotStatus.vendorInterruption)
    return
  escalate(w, c)
}

/** §9: nobody but full bots could take it. */
export function isUpToFullBots(w: World, c: Conversation): boolean {
  const reasons = w.agents.map((agent) => ({ agent, reason: reasonOf(w, agent, c) }))
  return reasons.some(
    ({ agent, reason }) => reason === 'botLimit' && agent.status !== BotStatus.serviceInterruption,
  )
}

export function escalate(w: World, c: Conversation): boolean {
  const skill = escalationOf(w, c)
  if (skill < 0) return false
  c.escalatedTo.push(skill)
  w.escalated.push(c)
  const bot = release(w, c, 'escalated')
  changeSkill(w, c, skill, { agent: bot?.place ?? -1, move: 'escalation' })
  enter(w, c, 'escalated', bot)
  return true
}
