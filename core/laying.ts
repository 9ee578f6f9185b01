import type { AgentId, GroupId, NeedId } from './units.ts'
import type { Likeness, View } from './view.ts'

/** Most orders whose heads compete for one need; beyond it the need gets an order of its own. */
const MOST_SHARED = 4

/** Agents who stand in one order, for all of these needs alike. */
interface Plan {
  readonly needs: readonly NeedId[]
  readonly agents: AgentId[]
}

/** Which orders to lay for needs: shared by those in which the same agents stand alike. */
export function planOrders(
  view: View,
  needs: readonly NeedId[],
  matches: (need: NeedId, agent: AgentId) => boolean,
  looks: readonly Likeness[],
): Plan[] {
  const plans = new Map<string, Plan>()
  view.config.agents.forEach((_, place) => {
    const agent = place as AgentId
    const own = needs.filter((need) => matches(need, agent))
    for (const alike of alikeOf(view, own, agent, looks)) {
      const name = alike.join()
      const plan = plans.get(name) ?? { needs: alike, agents: [] }
      plans.set(name, plan)
      plan.agents.push(agent)
    }
  })
  return uncrowded(needs, [...plans.values()])
}

/** A need that many groups serve gets an order of its own, and leaves those that it shared. */
function uncrowded(needs: readonly NeedId[], plans: readonly Plan[]): Plan[] {
  const serving = (need: NeedId) => plans.filter((plan) => plan.needs.includes(need))
  const crowded = new Set(needs.filter((need) => serving(need).length > MOST_SHARED))
  const own = [...crowded].map((need) => ({
    needs: [need],
    agents: serving(need).flatMap(({ agents }) => agents),
  }))
  const shared = plans.map(({ agents, needs: all }) => ({
    needs: all.filter((need) => !crowded.has(need)),
    agents,
  }))
  return [...own, ...shared.filter((plan) => plan.needs.length > 0)]
}

/** Needs in which an agent stands alike: whatever is looked at of them is the same. */
function alikeOf(
  view: View,
  needs: readonly NeedId[],
  agent: AgentId,
  looks: readonly Likeness[],
): Iterable<NeedId[]> {
  const alike = new Map<string, NeedId[]>()
  for (const need of needs) {
    const look = looks.map((of) => of(view, need, agent)).join()
    const others = alike.get(look)
    if (others) others.push(need)
    else alike.set(look, [need])
  }
  return alike.values()
}

/** Agents by their group: where groups compete, an order is of one group. */
export function byGroup({ config }: View, agents: readonly AgentId[]): Iterable<AgentId[]> {
  const groups = new Map<GroupId, AgentId[]>()
  for (const agent of agents) {
    const { group } = config.agents[agent]
    const others = groups.get(group)
    if (others) others.push(agent)
    else groups.set(group, [agent])
  }
  return groups.values()
}
