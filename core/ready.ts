import { conditionsInUse, expiry, type InUse } from './in-use.ts'
import { byGroup, planOrders } from './laying.ts'
import { Reason } from './reason.ts'
import { type StanceId, Stances } from './stances.ts'
import { type MemberId, NO_MEMBER, type OrderId, Standing } from './standing.ts'
import type { Agents } from './tables.ts'
import { type AgentId, type NeedId, NEVER, NO_AGENT, NO_NEED, type Time } from './units.ts'
import type { Likeness, Policy, View } from './view.ts'

/** Hears what a touch changed. */
export interface Watch {
  /** Whether some conversation waits that not every agent who is ready may take. */
  readonly excepts: boolean
  /** Somebody became ready for `need`. */
  becameReady(need: NeedId): void
  /** The tally of reasons of `need` changed. */
  reasonChanged(need: NeedId): void
}

/**
 * Ready agents in standing order. A condition or rank is asked when an agent changes, not when
 * somebody is sought. Agents who serve the same needs alike stand in one order that these needs
 * share, and the heads of a need's orders compete; a need of many such groups has its own order.
 */
export class Ready {
  /** Rank that decided the last `best`: from 1, past the last for the id, 0 if there was one agent. */
  decidedBy = 0
  /** How many ranks groups have: one where they compete. */
  readonly poolRanks: number
  readonly inUse: InUse
  private readonly view: View & { readonly agents: Agents }
  private readonly policy: Policy
  /** What is looked at of a need. */
  private readonly looks: readonly Likeness[]
  private readonly watch: Watch
  private readonly stances: Stances
  private readonly standing: Standing
  /** By need: its orders; the reasons of agents who do not match, and those of all, a bit each. */
  private readonly ordersOf: OrderId[][] = []
  private readonly lasting: number[] = []
  private readonly reasonsOf: number[] = []
  /** By order: the needs that it serves. */
  private readonly needsOf: NeedId[][] = []
  /** By stance: its members, one an order. */
  private readonly membersOf: MemberId[][] = []

  constructor(view: View & { readonly agents: Agents }, policy: Policy, watch: Watch) {
    this.view = view
    this.policy = policy
    this.poolRanks = policy.pools === undefined ? 0 : 1
    this.inUse = conditionsInUse(policy, view.config)
    this.watch = watch
    this.looks = [...this.inUse.looks, ...policy.agents.flatMap(({ byNeed }) => byNeed ?? [])]
    this.stances = new Stances(view, this.inUse.looks)
    this.standing = new Standing(view, policy, this.stances)
  }

  /** Lays the orders of the first needs, shared where few groups of agents serve them. */
  lay(needs: readonly NeedId[]): void {
    for (const need of needs) {
      this.lasting[need] = 0
      this.ordersOf[need] = []
    }
    const matches = (need: NeedId, agent: AgentId) => this.matches(need, agent)
    for (const { agents, needs: sharing } of planOrders(this.view, needs, matches, this.looks))
      this.layOrder(sharing, agents)
    for (const need of needs) this.sum(need)
  }

  /** Matches every agent with a new need; whoever is ready must be touched before it counts. */
  add(need: NeedId): void {
    this.lasting[need] = 0
    this.ordersOf[need] = []
    const all = Array.from({ length: this.view.agents.count }, (_, a) => a as AgentId)
    this.layOrder(
      [need],
      all.filter((agent) => this.matches(need, agent)),
    )
    this.sum(need)
  }

  /** A column of `agent` changed, or an answer expired: asks again. Says when to ask next. */
  touch(agent: AgentId): Time {
    const { inUse, view } = this
    const { own, pairs } = inUse
    const stances = this.stances.of[agent]
    let answer: Reason = Reason.eligible
    let asked = 0
    while (asked < own.length && answer === Reason.eligible)
      answer = own[asked++](view, agent, NO_NEED)
    const stop = answer === Reason.eligible ? pairs.length : inUse.pairsBefore[asked - 1]
    for (let k = 0; k < stances.length; k++) this.ask(stances[k], agent, stop, answer)
    return inUse.expires ? expiry(inUse, view, agent, asked, stop, this.stances) : NEVER
  }

  /** When an answer of an agent expires, whatever answers come before it. */
  gate(agent: AgentId): Time {
    return expiry(this.inUse, this.view, agent, this.inUse.own.length, 0, this.stances)
  }

  /** Whether anyone is ready for `need`. */
  any(need: NeedId): boolean {
    return this.reasonsOf[need] >= 1 << Reason.eligible
  }

  /** The best ready agent, or NO_AGENT; `decidedBy` then tells the rank that decided. */
  best(need: NeedId): AgentId {
    const { standing } = this
    const orders = this.ordersOf[need]
    let best = NO_MEMBER
    let second = NO_MEMBER
    for (let i = 0; i < orders.length; i++) {
      const head = standing.best(orders[i])
      if (head === NO_MEMBER) continue
      if (best === NO_MEMBER || this.before(head, best)) {
        second = best
        best = head
      } else if (second === NO_MEMBER || this.before(head, second)) second = head
    }
    this.decidedBy = 0
    if (best === NO_MEMBER) return NO_AGENT
    const next = standing.second(standing.order[best])
    if (next !== NO_MEMBER && (second === NO_MEMBER || this.before(next, second))) second = next
    if (second !== NO_MEMBER) this.decidedBy = this.differAt(best, second) + 1
    return standing.agent[best] as AgentId
  }

  /** Groups first, where they compete; then as they stand. */
  private before(a: MemberId, b: MemberId): boolean {
    if (this.poolRanks === 0) return this.standing.before(a, b)
    const [x, y] = [this.poolOf(a), this.poolOf(b)]
    return x === y ? this.standing.before(a, b) : x < y
  }

  private differAt(a: MemberId, b: MemberId): number {
    if (this.poolRanks === 0) return this.standing.differAt(a, b)
    return this.poolOf(a) === this.poolOf(b) ? this.standing.differAt(a, b) + 1 : 0
  }

  /** The ready agents of `need`, in no order. */
  *all(need: NeedId): Generator<AgentId> {
    for (const order of this.ordersOf[need]) yield* this.standing.ready(order)
  }

  /** Whether any agent stands there with `need`. */
  occurs(need: NeedId, reason: Reason): boolean {
    return (this.reasonsOf[need] & (1 << reason)) !== 0
  }

  /** How close the closest agent is to taking something of `need`. */
  nearest(need: NeedId): Reason {
    const reasons = this.reasonsOf[need]
    return reasons === 0 ? Reason.lacksSkill : ((31 - Math.clz32(reasons)) as Reason)
  }

  /** Agents of `need` who stand there; of those who do not match at all, none. */
  count(need: NeedId, reason: Reason): number {
    return this.ordersOf[need].reduce((n, order) => n + this.standing.tally.count(order, reason), 0)
  }

  private matches(need: NeedId, agent: AgentId): boolean {
    const matched = this.policy.match(this.view, need, agent)
    if (matched !== Reason.eligible) this.lasting[need] |= 1 << matched
    return matched === Reason.eligible
  }

  private layOrder(needs: readonly NeedId[], agents: readonly AgentId[]): void {
    const pools = this.poolRanks === 0 ? [agents] : byGroup(this.view, agents)
    for (const some of pools) {
      const order = this.standing.addOrder()
      this.needsOf[order] = [...needs]
      for (const need of needs) this.ordersOf[need].push(order)
      for (const agent of some) this.join(order, agent, needs[0])
    }
  }

  /** The rank of the group that a member stands for, now; 0 where groups do not compete. */
  private poolOf(member: MemberId): number {
    const { pools } = this.policy
    if (pools === undefined) return 0
    return pools.of(this.view, this.view.config.agents[this.standing.agent[member]].group)
  }

  private join(order: OrderId, agent: AgentId, need: NeedId): void {
    const stance = this.stances.with(agent, need)
    const members = (this.membersOf[stance] ??= [])
    members.push(this.standing.join(order, agent, need, stance))
  }

  /** One stance: the first conditions that depend on the need, then the agent's own answer. */
  private ask(stance: StanceId, agent: AgentId, stop: number, answer: Reason): void {
    const { stances, view } = this
    const { pairs } = this.inUse
    const need = stances.need[stance]
    let reason = answer
    for (let i = 0; i < stop; i++) {
      const own = pairs[i](view, agent, need)
      if (own === Reason.eligible) continue
      reason = own
      break
    }
    const was = stances.reason[stance]
    stances.reason[stance] = reason
    if (reason === Reason.eligible) this.standing.ask(agent)
    else if (reason === was) return
    const members = this.membersOf[stance]
    for (let i = 0; i < members.length; i++) {
      if (reason !== was) this.move(members[i], was, reason)
      if (reason === Reason.eligible) this.standing.rank(members[i])
    }
  }

  private move(member: MemberId, was: Reason, reason: Reason): void {
    const { standing } = this
    const order = standing.order[member]
    const before = standing.tally.reasons[order]
    standing.move(member, was, reason)
    // Among many, one more or less of a reason changes nothing for those who ask for anybody.
    if (before !== standing.tally.reasons[order] || this.watch.excepts) this.tell(order, reason)
  }

  private tell(order: OrderId, reason: Reason): void {
    const needs = this.needsOf[order]
    for (let i = 0; i < needs.length; i++) {
      this.sum(needs[i])
      this.watch.reasonChanged(needs[i])
      if (reason === Reason.eligible) this.watch.becameReady(needs[i])
    }
  }

  private sum(need: NeedId): void {
    const orders = this.ordersOf[need]
    let reasons = this.lasting[need]
    for (let i = 0; i < orders.length; i++) reasons |= this.standing.tally.reasons[orders[i]]
    this.reasonsOf[need] = reasons
  }
}
