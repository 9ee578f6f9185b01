import { SLOT } from '../../index.ts'
import { leavesReserve } from './routings.ts'
import { type Conversation, type World, type Agent } from './world.ts'

/** §12.2: what a conversation takes of its holder, in thousandths of a slot. */
function weightOf(w: World, c: Conversation): number {
  if (c.holder !== null && counts(w, c.holder)) return SLOT
  const { weightActive, weightInactive } = w.settings(c)
  const weight = c.activity === 'inactive' ? weightInactive : weightActive
  return Math.round((costOf(w, c.channel) * weight) / 1000)
}

/** What it would take of whoever gets it. */
export function wantedBy(w: World, agent: Agent, c: Conversation, skill = c.skill): number {
  if (counts(w, agent)) return SLOT
  return w.config.hasChannels ? costOf(w, c.channel) : w.skill(skill).weightActive
}

const costOf = (w: World, channel: number) => w.config.channels[channel].cost

/** §12.3: Σ weight of what is held. */
export function used(w: World, agent: Agent): number {
  return w.held(agent).reduce((sum, c) => sum + c.weight, 0)
}

/** §4: the offers that an agent has. */
export function offersTo(w: World, agent: Agent) {
  return w.open.flatMap((c) =>
    c.offers.filter((offer) => offer.agent === agent).map((offer) => ({ c, offer })),
  )
}

const reservedBy = (w: World, agent: Agent) =>
  offersTo(w, agent).filter(({ offer }) => offer.reserved > 0)

/** Σ weight of the slots kept free for offers. */
export function reserved(w: World, agent: Agent): number {
  return reservedBy(w, agent).reduce((sum, { offer }) => sum + offer.reserved, 0)
}

/** Assigned conversations and reservations. */
export function count(w: World, agent: Agent): number {
  return w.held(agent).length + reservedBy(w, agent).length
}

/** §9: a bot's conversations are counted: each takes a slot, and there is nothing extra. */
function counts({ config }: World, agent: Agent): boolean {
  return config.agents[agent.place].isBot && !config.botSmartCapacity
}

/**
 * §12.3, §26.8: the capacity test, predicate 10. Without smart capacity every conversation weighs a
 * slot and there is nothing extra, so that this counts.
 */
export function hasRoom(w: World, agent: Agent, c: Conversation, skill = c.skill): boolean {
  const { maxSlots } = w.settingsOf(agent)
  if (maxSlots === 0 || !leavesReserve(w, agent, skill)) return false
  if (counts(w, agent)) return count(w, agent) * SLOT < maxSlots
  const away = new Set(
    w.config.channels.flatMap((channel, place) =>
      channel.interruptibleBy.has(c.channel as never) ? [place] : [],
    ),
  )
  const held = w.held(agent).filter((one) => !away.has(one.channel))
  const kept = reservedBy(w, agent).filter((one) => !away.has(one.c.channel))
  const taken =
    held.reduce((sum, one) => sum + one.weight, 0) +
    kept.reduce((sum, { offer }) => sum + offer.reserved, 0)
  return taken + wantedBy(w, agent, c, skill) <= maxSlots + w.config.extraCapacity
}

/** §3, `residual`: capacity and what is extra, less what is used and reserved. */
export function freeSlots(w: World, agent: Agent): number {
  const extra = counts(w, agent) ? 0 : w.config.extraCapacity
  return w.settingsOf(agent).maxSlots + extra - used(w, agent) - reserved(w, agent)
}

/** §26.8: what stands for predicate 10 where classes of channels do: blocks, number and room. */
export function canTake(w: World, agent: Agent, c: Conversation, skill = c.skill): boolean {
  return !isBlocked(w, agent, c) && !isEnough(w, agent, c) && hasRoom(w, agent, c, skill)
}

/** §26.8: something active or cooling that keeps this channel away. */
export function isBlocked(w: World, agent: Agent, c: Conversation): boolean {
  return w
    .held(agent)
    .some(
      (one) =>
        one.activity !== 'inactive' &&
        w.config.channels[one.channel].blocks.has(c.channel as never),
    )
}

/** §26.8: as many of its channel as one agent may have. */
export function isEnough(w: World, agent: Agent, c: Conversation): boolean {
  const held = w.held(agent).filter((one) => one.channel === c.channel).length
  const kept = reservedBy(w, agent).filter((one) => one.c.channel === c.channel).length
  return held + kept >= w.config.channels[c.channel].maxPerAgent
}

/** §12.2: sets the activity, the timer and the weight, and tells what is new. */
export function setActivity(
  w: World,
  c: Conversation,
  activity: Conversation['activity'],
  cools: number = w.settings(c).timeToInactive,
): void {
  c.inactiveAt = Infinity
  if (!w.config.smartCapacity) return
  c.inactiveAt = activity === 'cooling' ? w.now + cools : Infinity
  if (c.activity === activity) return
  c.activity = activity
  c.weight = weightOf(w, c)
  const row = { conversation: c.key, agent: c.holder!.place, skill: c.skill }
  w.tell({ type: 'activity', ...row, activity, weight: c.weight })
}

/** §12.2: how long it cools after a reply to the run that began at `owedSince`: shorter for a backlog. */
export function coolsAfter(w: World, c: Conversation): number {
  const { backlog } = w.config
  const isOld = backlog !== null && c.owedSince !== null && w.now - c.owedSince > backlog.interval
  return isOld ? backlog.timeToInactive : w.settings(c).timeToInactive
}

/** §12.2, last paragraph: assigned in any way, it is active or cools from now. */
export function startActivity(w: World, c: Conversation): void {
  c.activity = 'active'
  c.inactiveAt = Infinity
  c.weight = weightOf(w, c)
  if (c.pending === 'consumer') setActivity(w, c, 'cooling')
}
