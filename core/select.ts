import type { Aside } from './aside.ts'
import { Reason } from './reason.ts'
import type { Agents } from './tables.ts'
import { type AgentId, type ConversationId, type NeedId, NO_AGENT } from './units.ts'
import type { Policy, View } from './view.ts'

type Tables = View & { readonly agents: Agents }

/** Where an agent stands with a need: every condition asked anew, the first no is the reason. */
export function standing(view: Tables, policy: Policy, need: NeedId, agent: AgentId): Reason {
  const matched = policy.match(view, need, agent)
  if (matched !== Reason.eligible) return matched
  for (const { uses, test } of policy.ready) {
    if (uses !== undefined && !uses(view.config)) continue
    const reason = test(view, agent, need)
    if (reason !== Reason.eligible) return reason
  }
  return Reason.eligible
}

/**
 * Where an agent stands with one conversation: the exceptions of a conversation come before what is
 * more fleeting and after what lasts longer (SEMANTICS.md §3).
 */
export function standingWith(
  view: Tables,
  policy: Policy,
  aside: Aside,
  need: NeedId,
  conversation: ConversationId,
  agent: AgentId,
): Reason {
  const general = standing(view, policy, need, agent)
  if (general < Reason.avoided) return general
  const own = aside.reason(conversation, agent, view.now)
  return own === Reason.eligible ? general : own
}

/** A choice and the rank that made it: from 1, past the last for the id, 0 if there was one agent. */
export interface Choice {
  readonly agent: AgentId
  readonly decidedBy: number
}

/** The same choice as the standing order's, by plain scan: the reference. */
export function choose(
  view: Tables,
  policy: Policy,
  aside: Aside,
  need: NeedId,
  conversation: ConversationId,
): Choice {
  const ranks = [
    (agent: AgentId) => Number(aside.marked(conversation, agent)),
    ...policy.agents.map((rank) => (agent: AgentId) => rank.of(view, agent, need)),
    (agent: AgentId) => view.agents.place[agent],
  ]
  const differ = (a: AgentId, b: AgentId) => ranks.findIndex((of) => of(a) !== of(b))
  const before = (a: AgentId, b: AgentId) => ranks[differ(a, b)](a) < ranks[differ(a, b)](b)
  let best = NO_AGENT
  let second = NO_AGENT
  for (let a = 0; a < view.agents.count; a++) {
    const agent = a as AgentId
    if (standingWith(view, policy, aside, need, conversation, agent) !== Reason.eligible) continue
    if (best === NO_AGENT || before(agent, best)) [best, second] = [agent, best]
    else if (second === NO_AGENT || before(agent, second)) second = agent
  }
  return { agent: best, decidedBy: second === NO_AGENT ? 0 : differ(best, second) + 1 }
}

/** The nearest miss of one conversation: the highest reason over all agents. */
export function nearestOf(
  view: Tables,
  policy: Policy,
  aside: Aside,
  need: NeedId,
  conversation: ConversationId,
): Reason {
  // With nobody at all the skill is lacking.
  let nearest: Reason = view.agents.count === 0 ? Reason.lacksSkill : Reason.noPermission
  for (let a = 0; a < view.agents.count; a++) {
    const reason = standingWith(view, policy, aside, need, conversation, a as AgentId)
    if (reason > nearest) nearest = reason
  }
  return nearest
}
