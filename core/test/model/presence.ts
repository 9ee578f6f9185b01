import { BotStatus, Presence, presenceNames } from '../../index.ts'
import { withdrawFrom } from './offers.ts'
import { watchUnanswered } from './unanswered.ts'
import { startWarmUp } from './warm-up.ts'
import { type Agent, presenceOf, type World } from './world.ts'

/** §19: a presence from now on; what the router itself sets is told. */
export function setPresence(
  w: World,
  agent: Agent,
  presence: Presence,
  by: 'host' | 'router',
): undefined {
  const before = presenceOf(agent)
  if (presence === before) return
  if (presence !== Presence.online) withdrawFrom(w, agent)
  if (by === 'router')
    w.tell({ type: 'presence', agent: agent.place, presence: presenceNames[presence] })
  agent.presences.push({ at: w.now, presence })
  if (presence === Presence.offline) {
    agent.warming = false
    agent.logoutAt = Infinity
  }
  if (before === Presence.offline) startWarmUp(w, agent)
  for (const c of w.held(agent)) watchUnanswered(w, c)
}

/** §9: a bot's host says how it is, beside its presence. */
export function setBotStatus(w: World, agent: Agent, status: BotStatus): string | undefined {
  if (!w.settingsOf(agent).isBot) return 'notABot'
  agent.status = status
  if (status === BotStatus.offline) withdrawFrom(w, agent)
  return undefined
}

/** §19, `autoLogout`: a person who is logged in did something. */
export function didSomething(w: World, agent: Agent): void {
  const { autoLogout } = w.config
  const isWatched = autoLogout !== null && !w.settingsOf(agent).isBot
  if (presenceOf(agent) !== Presence.offline)
    agent.logoutAt = isWatched ? w.now + autoLogout : Infinity
}

/** §19: nobody has heard of the agent for too long. */
export function leaseExpired(w: World, agent: Agent): undefined {
  setPresence(w, agent, Presence.offline, 'router')
}
