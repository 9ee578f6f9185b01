import { draw, streamOf } from '../draw.ts'
import { NO_CONSUMER } from '../units.ts'
import type { PairRank } from '../view.ts'

/**
 * Who wrote, while holding it, in a closed conversation of this consumer within the look-back
 * (SEMANTICS.md §3, criterion 4): 0, everybody else 1.
 */
export const history: PairRank = {
  name: 'history',
  applies: ({ consumers, conversations: c }, conversation) => {
    const consumer = c.consumer[conversation]
    return consumer !== NO_CONSUMER && consumers.hasHelpers(consumer)
  },
  few: ({ consumers, conversations: c }, conversation) =>
    consumers.helpersOf(c.consumer[conversation]),
  of: ({ config, consumers, conversations: c, now }, agent, conversation) => {
    const consumer = c.consumer[conversation]
    if (consumer === NO_CONSUMER) return 1
    const isRecent = now - consumers.lastClosedWith(consumer, agent) <= config.historyLookback
    return Number(!isRecent)
  },
}

/** At random, drawn for the conversation and the agent: nobody else can move it. */
export const random: PairRank = {
  name: 'random',
  of: ({ agents, config, conversations: c }, agent, conversation) =>
    draw(streamOf(config.seed, 'random'), c.key[conversation], agents.hash[agent]),
}

/**
 * A free slot at random: an agent with twice as many is drawn twice as often. The least of
 * −ln(u) ÷ slots is each agent's with the share of its slots (Efraimidis and Spirakis, 2006).
 */
export const randomSlot: PairRank = {
  name: 'randomSlot',
  of: (view, agent, conversation) => {
    const { agents } = view
    const free = agents.maxSlots[agent] - agents.used[agent] - agents.reserved[agent]
    const u = 1 - random.of(view, agent, conversation)
    return free > 0 ? -Math.log(u) / free : Number.POSITIVE_INFINITY
  },
}
