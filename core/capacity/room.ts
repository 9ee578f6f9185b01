import { Activity } from '../codes.ts'
import type { Offer } from '../exceptions.ts'
import type { Ledger } from '../ledger.ts'
import { Stage } from '../tables.ts'
import { type AgentId, type ConversationId, SLOT, type Weight } from '../units.ts'

/**
 * What conversations take of agents, in one place: a weight by activity (SEMANTICS.md §12), times the
 * cost of the channel where classes are stated (§26.8), or a slot each with a bot that is counted (§9).
 */
export function weightWith(
  ledger: Ledger,
  conversation: ConversationId,
  agent: AgentId,
  activity: Activity,
): Weight {
  const { config, conversations } = ledger
  const { weightActive, weightInactive } = ledger.skill(conversation)
  const weight = activity === Activity.inactive ? weightInactive : weightActive
  if (config.agents[agent].isCounted) return SLOT
  if (!config.hasChannels) return weight
  const { cost } = config.channels[conversations.channel[conversation]]
  return Math.round((cost * weight) / SLOT) as Weight
}

/** An agent holds it from now, at the weight that its row says. */
export function takeRoom(ledger: Ledger, conversation: ConversationId, agent: AgentId): void {
  ledger.agents.held[agent]++
  change(ledger, conversation, agent, 1)
}

/** An agent holds it no more. */
export function giveRoom(ledger: Ledger, conversation: ConversationId, agent: AgentId): void {
  ledger.agents.held[agent]--
  change(ledger, conversation, agent, -1)
}

/** Its activity becomes another, and its weight with it: says that weight. */
export function reweigh(ledger: Ledger, conversation: ConversationId, activity: Activity): Weight {
  const { agents, config, conversations: c } = ledger
  const agent = c.agent[conversation]
  const weight = weightWith(ledger, conversation, agent, activity)
  const wasBusy = Number(c.activity[conversation] !== Activity.inactive)
  if (config.hasChannels) tally(ledger, conversation, -1)
  agents.used[agent] = (agents.used[agent] + weight - c.weight[conversation]) as Weight
  agents.active[agent] += Number(activity !== Activity.inactive) - wasBusy
  c.activity[conversation] = activity
  c.weight[conversation] = weight
  if (config.hasChannels) tally(ledger, conversation, 1)
  return weight
}

/** What a new one takes of an agent's room: what an offer reserves. */
export function weightNew(ledger: Ledger, conversation: ConversationId, agent: AgentId): Weight {
  const { config, conversations, needs } = ledger
  return config.agents[agent].isCounted ? SLOT : needs.weight[conversations.need[conversation]]
}

/** An offer keeps room free as long as it is out, if it reserves any. */
export function reserve(
  ledger: Ledger,
  conversation: ConversationId,
  { agent, reserves }: Offer,
  sign: 1 | -1,
): void {
  const { agents, config, conversations } = ledger
  const tallies = config.hasChannels
    ? [agents, agents.channels[conversations.channel[conversation]]]
    : [agents]
  for (const { reserved, ringing } of reserves === null ? [] : tallies) {
    reserved[agent] = (reserved[agent] + sign * reserves!) as Weight
    ringing[agent] += sign
  }
  ledger.touch(agent)
}

/** After a restore: the tallies of channels follow from what is held. */
export function recount(ledger: Ledger, conversation: ConversationId): void {
  const { agents, config, conversations: c, exceptions } = ledger
  if (!config.hasChannels) return
  if (c.stage[conversation] === Stage.assigned) tally(ledger, conversation, 1)
  const tallied = agents.channels[c.channel[conversation]]
  for (const { agent, reserves } of exceptions.offers.get(conversation) ?? []) {
    if (reserves === null) continue
    tallied.reserved[agent] = (tallied.reserved[agent] + reserves) as Weight
    tallied.ringing[agent]++
  }
}

function change(ledger: Ledger, conversation: ConversationId, agent: AgentId, sign: 1 | -1): void {
  const { agents, config, conversations: c } = ledger
  agents.used[agent] = (agents.used[agent] + sign * c.weight[conversation]) as Weight
  if (c.activity[conversation] !== Activity.inactive) agents.active[agent] += sign
  if (config.hasChannels) tally(ledger, conversation, sign)
}

/** By class of channels, with its holder. */
function tally({ agents, conversations: c }: Ledger, conversation: ConversationId, sign: 1 | -1) {
  const agent = c.agent[conversation]
  const { busy, held, used } = agents.channels[c.channel[conversation]]
  used[agent] = (used[agent] + sign * c.weight[conversation]) as Weight
  held[agent] += sign
  if (c.activity[conversation] !== Activity.inactive) busy[agent] += sign
}
