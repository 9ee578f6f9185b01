import type { Ledger } from './ledger.ts'
import { Reason } from './reason.ts'
import { standingOfSuggested } from './suggestions.ts'
import { type AgentId, type ConversationId, type NeedId, NO_AGENT } from './units.ts'

/**
 * Where an agent stands with a need: every condition asked anew, the first no is the reason. What was
 * `passed` before is not asked again.
 */
function standing(
  ledger: Ledger,
  need: NeedId,
  agent: AgentId,
  passed: Reason = Reason.eligible,
): Reason {
  const matched = ledger.config.policy.match(ledger, need, agent)
  if (matched !== Reason.eligible) return matched
  for (const { test } of ledger.ready.inUse.all) {
    const reason = test(ledger, agent, need)
    if (reason !== Reason.eligible && reason !== passed) return reason
  }
  return Reason.eligible
}

/** Whether the tests of room alone hold (predicate 10), whatever lies before them in the climb. */
export function hasRoomFor(ledger: Ledger, need: NeedId, agent: AgentId): boolean {
  return ledger.ready.inUse.all.every(
    ({ isRoom, test }) => !isRoom || test(ledger, agent, need) === Reason.eligible,
  )
}

/**
 * Where an agent stands with one conversation: the exceptions of a conversation come before what is
 * more fleeting and after what lasts longer (SEMANTICS.md §3).
 */
export function standingWith(
  ledger: Ledger,
  need: NeedId,
  conversation: ConversationId,
  agent: AgentId,
  passed: Reason = Reason.eligible,
): Reason {
  const { config, exceptions, now } = ledger
  const suggestion = exceptions.suggestions.get(conversation)
  const isSuggested = suggestion?.agent === agent
  const general = isSuggested
    ? standingOfSuggested(ledger, conversation, agent, passed)
    : standing(ledger, need, agent, passed)
  if (suggestion !== undefined && !isSuggested)
    return general < Reason.reservedForOther ? general : Reason.reservedForOther
  if (general < Reason.avoided) return general
  const own = exceptions.reason(config, conversation, agent, now)
  return own === Reason.eligible ? general : own
}

/** A choice and the rank that made it: from 1, past the last for the id, 0 if there was one agent. */
export interface Choice {
  readonly agent: AgentId
  readonly decidedBy: number
}

/** The same choice as the standing order's, by plain scan: the reference. */
export function choose(ledger: Ledger, need: NeedId, conversation: ConversationId): Choice {
  const all = Array.from({ length: ledger.agents.count }, (_, a) => a as AgentId)
  return chooseAmong(ledger, need, conversation, all)
}

/** What orders agents for a conversation, lower first: the ranks in the order of their names, and the id. */
export function rankers(
  ledger: Ledger,
  need: NeedId,
  conversation: ConversationId,
): ((agent: AgentId) => number)[] {
  const { config } = ledger
  const { agents, first, late, pools } = config.policy
  return [
    (agent) => Number(ledger.exceptions.marked(conversation, agent)),
    ...(first ? [(agent: AgentId) => first.of(ledger, agent, conversation)] : []),
    ...(pools ? [(agent: AgentId) => pools.of(ledger, config.agents[agent].group)] : []),
    ...agents.map((rank) => (agent: AgentId) => rank.of(ledger, agent, need)),
    ...late.map((rank) => (agent: AgentId) => rank.of(ledger, agent, conversation)),
    (agent) => ledger.agents.place[agent],
  ]
}

/** The best eligible agent of some. */
export function chooseAmong(
  ledger: Ledger,
  need: NeedId,
  conversation: ConversationId,
  some: Iterable<AgentId>,
): Choice {
  const ranks = rankers(ledger, need, conversation)
  const differ = (a: AgentId, b: AgentId) => ranks.findIndex((of) => of(a) !== of(b))
  const before = (a: AgentId, b: AgentId) => ranks[differ(a, b)](a) < ranks[differ(a, b)](b)
  let best = NO_AGENT
  let second = NO_AGENT
  for (const agent of some) {
    if (standingWith(ledger, need, conversation, agent) !== Reason.eligible) continue
    if (best === NO_AGENT || before(agent, best)) [best, second] = [agent, best]
    else if (second === NO_AGENT || before(agent, second)) second = agent
  }
  return { agent: best, decidedBy: second === NO_AGENT ? 0 : differ(best, second) + 1 }
}

/** The nearest miss of one conversation: the highest reason over all agents. */
export function nearestOf(ledger: Ledger, need: NeedId, conversation: ConversationId): Reason {
  // With nobody at all the skill is lacking.
  let nearest: Reason = ledger.agents.count === 0 ? Reason.lacksSkill : Reason.noPermission
  for (let a = 0; a < ledger.agents.count; a++) {
    const reason = standingWith(ledger, need, conversation, a as AgentId)
    if (reason > nearest) nearest = reason
  }
  return nearest
}
