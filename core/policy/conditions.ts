import { BotStatus, Presence } from '../event.ts'
import { Reason } from '../reason.ts'
import { after, type AgentId, type Duration, NEVER, since, type Time } from '../units.ts'
import type { Condition, View } from '../view.ts'
import { hasChannelRoom, hasPlace } from './channels.ts'

/** Enabled, and, a bot, not offline by what its host says of it (SEMANTICS.md §3, §9). */
export const enabled: Condition = {
  name: 'enabled',
  uses: ({ agents }) => agents.some((agent) => agent.isBot || !agent.enabled),
  test: ({ agents, config }, agent) => {
    const isOff = agents.botStatus[agent] === BotStatus.offline
    return config.agents[agent].enabled && !isOff ? Reason.eligible : Reason.notLoggedIn
  },
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

/** A bot takes so many and no more, and nothing while its service is interrupted (§9). */
export const withinBotLimit: Condition = {
  name: 'withinBotLimit',
  uses: ({ agents }) => agents.some(({ isBot }) => isBot),
  test: ({ agents, config }, agent) => {
    if (!config.agents[agent].isBot) return Reason.eligible
    const takes = agents.botStatus[agent] !== BotStatus.serviceInterruption
    const open = agents.held[agent] + agents.ringing[agent]
    return takes && open < config.botMaxOpen ? Reason.eligible : Reason.botLimit
  },
}

/** The warm-up gate: one conversation at login, then one more an interval (SEMANTICS.md §13). */
export const warmedUp: Condition = {
  name: 'warmedUp',
  uses: ({ warmUp }) => warmUp !== null,
  test: (view, agent) => {
    if (view.agents.warming[agent] === 0) return Reason.eligible
    return view.now >= gateOpens(view, agent) ? Reason.eligible : Reason.warmUp
  },
  until: (view, agent) => {
    if (view.agents.warming[agent] === 0) return NEVER
    const opens = gateOpens(view, agent)
    return opens > view.now ? opens : NEVER
  },
}

/** When an agent who is warming up may have the next: at the latest after the longest warm-up. */
function gateOpens({ agents, config }: View, agent: AgentId): Time {
  const { accumulate, interval, maxDuration } = config.warmUp!
  const login = agents.loggedInAt[agent]
  const last = since(agents.lastGivenAt[agent], login)
  // Without accumulation an interval in which something was given is used up, the others are lost.
  const used = accumulate ? agents.given[agent] : last < 0 ? 0 : 1 + Math.floor(last / interval)
  return after(login, Math.min(used * interval, maxDuration) as Duration)
}

/** Room for one more at the need's active weight; equality is allowed (SEMANTICS.md §12.3). */
export const hasRoom: Condition = {
  name: 'hasRoom',
  isRoom: true,
  byNeed: ({ config, needs }, need) =>
    config.hasChannels ? needs.channel[need] : needs.weight[need],
  test: (view, agent, need) => {
    const { agents, config, needs } = view
    const most = agents.maxSlots[agent]
    if (most === 0) return Reason.full
    if (config.hasChannels) return hasChannelRoom(view, agent, need)
    if (config.agents[agent].isCounted) return hasPlace(view, agent)
    const wanted = agents.used[agent] + agents.reserved[agent] + needs.weight[need]
    return wanted <= most + config.extraCapacity ? Reason.eligible : Reason.full
  },
}
