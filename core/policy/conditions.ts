import { Presence } from '../event.ts'
import { Reason } from '../reason.ts'
import { after, type Duration, NEVER, NO_SKILL, since } from '../units.ts'
import type { Condition, Policy } from '../view.ts'

/** Holds the skill; unskilled conversations go to whom the account lets take them (SEMANTICS.md §2). */
export const holdsSkill: Policy['match'] = ({ config, needs }, need, agent) => {
  const { skills } = config.agents[agent]
  const skill = needs.skill[need]
  const holds =
    skill === NO_SKILL
      ? skills.length === 0 || config.skilledAgentsTakeUnskilled
      : skills.includes(skill)
  return holds ? Reason.eligible : Reason.lacksSkill
}

/** Online; back soon and away get nothing new (SEMANTICS.md §3, predicates 5 and 6). */
export const online: Condition = {
  name: 'online',
  test: ({ agents }, agent) => {
    const presence = agents.presence[agent]
    if (presence === Presence.online) return Reason.eligible
    return presence === Presence.offline ? Reason.notLoggedIn : Reason.notOnline
  },
}

/** The warm-up gate: one conversation at login, then one more an interval (SEMANTICS.md §13). */
export const warmedUp: Condition = {
  name: 'warmedUp',
  uses: ({ warmUp }) => warmUp !== null,
  test: ({ agents, config, now }, agent) => {
    if (agents.warming[agent] === 0) return Reason.eligible
    const { interval, maxDuration } = config.warmUp!
    const elapsed = since(now, agents.loggedInAt[agent])
    const allowed = 1 + Math.floor(elapsed / interval)
    const open = elapsed >= maxDuration || agents.given[agent] < allowed
    return open ? Reason.eligible : Reason.warmUp
  },
  until: ({ agents, config, now }, agent) => {
    if (agents.warming[agent] === 0) return NEVER
    const { interval, maxDuration } = config.warmUp!
    const wait = Math.min(agents.given[agent] * interval, maxDuration) as Duration
    const opens = after(agents.loggedInAt[agent], wait)
    return opens > now ? opens : NEVER
  },
}

/** Room for one more at the need's active weight; equality is allowed (SEMANTICS.md §12.3). */
export const hasRoom: Condition = {
  name: 'hasRoom',
  byNeed: true,
  test: ({ agents, config, needs }, agent, need) => {
    const most = agents.maxSlots[agent]
    if (most === 0) return Reason.full
    const wanted = agents.used[agent] + agents.reserved[agent] + needs.weight[need]
    return wanted <= most + config.extraCapacity ? Reason.eligible : Reason.full
  },
}
