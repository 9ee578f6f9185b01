import { Reason } from '../reason.ts'
import { type AgentId, type ChannelId, type NeedId, SLOT } from '../units.ts'
import type { Condition, Likeness, View } from '../view.ts'

/**
 * Capacity by classes of channels, where classes are stated (SEMANTICS.md §26.8): what an agent holds
 * may keep a class away, there may be enough of a class, and what a class interrupts takes no room.
 */

const channelOf: Likeness = ({ needs }, need) => needs.channel[need]
const uses: Condition['uses'] = ({ hasChannels }) => hasChannels

/** Nothing held that is active or cooling keeps this class away. */
export const notBlocked: Condition = {
  ...{ name: 'notBlocked', uses, byNeed: channelOf },
  isRoom: true,
  test: ({ agents, config, needs }, agent, need) => {
    const channel = needs.channel[need]
    for (let other = 0; other < config.channels.length; other++)
      if (agents.channels[other].busy[agent] > 0 && config.channels[other].blocks.has(channel))
        return Reason.blocked
    return Reason.eligible
  },
}

/** Fewer of this class than an agent may hold. */
export const withinClass: Condition = {
  ...{ name: 'withinClass', uses, byNeed: channelOf },
  isRoom: true,
  test: ({ agents, config, needs }, agent, need) => {
    const channel = needs.channel[need]
    const { held, ringing } = agents.channels[channel]
    const isBelow = held[agent] + ringing[agent] < config.channels[channel].maxPerAgent
    return isBelow ? Reason.eligible : Reason.classLimit
  },
}

/** A bot that is counted has room by number, whatever the weights were when it got them (§9). */
export function hasPlace({ agents }: View, agent: AgentId): Reason {
  const open = agents.held[agent] + agents.ringing[agent]
  return (open + 1) * SLOT <= agents.maxSlots[agent] ? Reason.eligible : Reason.full
}

/** Room for its cost beside all that it does not interrupt. */
export function hasChannelRoom(view: View, agent: AgentId, need: NeedId): Reason {
  const { agents, config, needs } = view
  const most = agents.maxSlots[agent]
  if (config.agents[agent].isCounted) return hasPlace(view, agent)
  const wanted = uninterrupted(view, agent, needs.channel[need]) + needs.weight[need]
  return wanted <= most + config.extraCapacity ? Reason.eligible : Reason.full
}

/** Σ weight of what is held or reserved and not interrupted by a conversation of `channel`. */
function uninterrupted({ agents, config }: View, agent: AgentId, channel: ChannelId): number {
  let sum = 0
  for (let other = 0; other < config.channels.length; other++) {
    const { reserved, used } = agents.channels[other]
    if (!config.channels[other].interruptibleBy.has(channel)) sum += used[agent] + reserved[agent]
  }
  return sum
}
