import { widened } from './columns.ts'
import { Reason, REASONS } from './reason.ts'
import type { Agents } from './tables.ts'
import { type AgentId, type NeedId, NEVER, NO_AGENT, type Time } from './units.ts'
import type { Condition, Policy, View } from './view.ts'

/** A pair of need and agent that match: the agent's standing with that need. */
type MemberId = number

/** One need's agents: those who are ready in standing order, and the rest counted by reason. */
interface Order {
  /** Ready members, a binary heap: the first is the best. */
  heap: Int32Array
  size: number
  /** Members by reason. */
  readonly tally: Int32Array
  /** The highest lasting reason among agents who do not match. */
  lasting: Reason
}

/**
 * Ready agents in standing order, a need at a time. A condition or rank is asked when an agent
 * changes, not when somebody is sought: finding the best is then one look.
 */
export class Ready {
  /** Rank that decided the last `best`: from 1, past the last for the id, 0 if there was one agent. */
  decidedBy = 0
  private readonly view: View & { readonly agents: Agents }
  private readonly policy: Policy
  private readonly conditions: readonly Condition[]
  private readonly onReady: (need: NeedId) => void
  private readonly onReason: (need: NeedId) => void
  private readonly orders: Order[] = []
  private readonly membersOf: MemberId[][]
  private members = 0
  private agent = new Int32Array(64)
  private need = new Int32Array(64)
  private reason = new Uint8Array(64)
  /** Place in the need's heap, −1 outside. */
  private place = new Int32Array(64)
  private readonly stride: number
  /** The ranks of each member, then its agent's place among the ids. */
  private keys: Float64Array

  constructor(
    view: View & { readonly agents: Agents },
    policy: Policy,
    onReady: (need: NeedId) => void,
    onReason: (need: NeedId) => void,
  ) {
    this.view = view
    this.policy = policy
    this.conditions = policy.ready.filter(({ uses }) => uses === undefined || uses(view.config))
    this.onReady = onReady
    this.onReason = onReason
    this.membersOf = view.config.agents.map(() => [])
    this.stride = policy.agents.length + 1
    this.keys = new Float64Array(64 * this.stride)
  }

  /** Matches every agent with a new need; each must be touched before it counts. */
  add(need: NeedId): void {
    const { view, policy } = this
    const order: Order = {
      heap: new Int32Array(16),
      size: 0,
      tally: new Int32Array(REASONS),
      lasting: Reason.lacksSkill,
    }
    this.orders[need] = order
    for (let a = 0; a < view.agents.count; a++) {
      const agent = a as AgentId
      const matched = policy.match(view, need, agent)
      if (matched === Reason.eligible) this.join(need, agent)
      else if (matched > order.lasting) order.lasting = matched
    }
  }

  /** A column of `agent` changed, or an answer expired: asks again. Says when to ask next. */
  touch(agent: AgentId): Time {
    const { view, conditions } = this
    const members = this.membersOf[agent]
    if (members.length === 0) return NEVER
    let until = NEVER
    let stop = conditions.length
    let answer: Reason = Reason.eligible
    const any = this.need[members[0]] as NeedId
    for (let i = 0; i < conditions.length; i++) {
      const condition = conditions[i]
      if (condition.byNeed) continue
      answer = condition.test(view, agent, any)
      if (condition.until) until = earlier(until, condition.until(view, agent, any))
      if (answer === Reason.eligible) continue
      stop = i
      break
    }
    for (let k = 0; k < members.length; k++)
      until = earlier(until, this.ask(members[k], stop, answer))
    return until
  }

  /** Whether anyone is ready for `need`. */
  any(need: NeedId): boolean {
    return this.orders[need].size > 0
  }

  /** The best ready agent, or NO_AGENT; `decidedBy` then tells the rank that decided. */
  best(need: NeedId): AgentId {
    const { heap, size } = this.orders[need]
    if (size === 0) return NO_AGENT
    if (size === 1) this.decidedBy = 0
    else {
      const second = size > 2 && this.before(heap[2], heap[1]) ? heap[2] : heap[1]
      this.decidedBy = this.differAt(heap[0], second) + 1
    }
    return this.agent[heap[0]] as AgentId
  }

  /** The ready agents of `need`, in no order. */
  *all(need: NeedId): Generator<AgentId> {
    const { heap, size } = this.orders[need]
    for (let i = 0; i < size; i++) yield this.agent[heap[i]] as AgentId
  }

  /** How close the closest agent is to taking something of `need`. */
  nearest(need: NeedId): Reason {
    const { tally, lasting } = this.orders[need]
    for (let reason = REASONS - 1; reason > lasting; reason--)
      if (tally[reason] > 0) return reason as Reason
    return lasting
  }

  private join(need: NeedId, agent: AgentId): void {
    if (this.members === this.agent.length) this.widen()
    const member = this.members++
    this.agent[member] = agent
    this.need[member] = need
    this.place[member] = -1
    this.reason[member] = Reason.noPermission
    this.orders[need].tally[Reason.noPermission]++
    this.membersOf[agent].push(member)
  }

  /** One standing: conditions before `stop` that depend on the need, then the agent's own answer. */
  private ask(member: MemberId, stop: number, answer: Reason): Time {
    const { view, conditions } = this
    const agent = this.agent[member] as AgentId
    const need = this.need[member] as NeedId
    let until = NEVER
    let reason = answer
    for (let i = 0; i < stop; i++) {
      const condition = conditions[i]
      if (!condition.byNeed) continue
      const own = condition.test(view, agent, need)
      if (condition.until) until = earlier(until, condition.until(view, agent, need))
      if (own === Reason.eligible) continue
      reason = own
      break
    }
    this.stand(member, agent, need, reason)
    return until
  }

  private stand(member: MemberId, agent: AgentId, need: NeedId, reason: Reason): void {
    const order = this.orders[need]
    const old = this.reason[member]
    if (old !== reason) {
      order.tally[old]--
      order.tally[reason]++
      this.reason[member] = reason
      this.onReason(need)
    }
    if (reason !== Reason.eligible) {
      if (old === Reason.eligible) this.leave(order, member)
      return
    }
    const { keys, policy, stride, view } = this
    const ranks = policy.agents
    for (let r = 0; r < ranks.length; r++) keys[member * stride + r] = ranks[r].of(view, agent)
    if (old === Reason.eligible) this.settle(order, this.place[member])
    else this.enter(order, member, need)
  }

  private enter(order: Order, member: MemberId, need: NeedId): void {
    if (order.size === order.heap.length) order.heap = widened(order.heap, order.size * 2)
    const i = order.size++
    order.heap[i] = member
    this.place[member] = i
    this.keys[member * this.stride + this.stride - 1] =
      this.view.agents.place[this.agent[member] as AgentId]
    this.settle(order, i)
    this.onReady(need)
  }

  private leave(order: Order, member: MemberId): void {
    const i = this.place[member]
    this.place[member] = -1
    const last = order.heap[--order.size]
    if (last === member) return
    order.heap[i] = last
    this.place[last] = i
    this.settle(order, i)
  }

  /** Moves the member at `i` to where it belongs. */
  private settle({ heap, size }: Order, i: number): void {
    const { place } = this
    const member = heap[i]
    let hole = i
    while (hole > 0 && this.before(member, heap[(hole - 1) >> 1])) {
      heap[hole] = heap[(hole - 1) >> 1]
      place[heap[hole]] = hole
      hole = (hole - 1) >> 1
    }
    if (hole === i)
      for (let child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
        if (child + 1 < size && this.before(heap[child + 1], heap[child])) child++
        if (!this.before(heap[child], member)) break
        heap[hole] = heap[child]
        place[heap[hole]] = hole
        hole = child
      }
    heap[hole] = member
    place[member] = hole
  }

  private before(a: MemberId, b: MemberId): boolean {
    const { keys, stride } = this
    const x = a * stride
    const y = b * stride
    for (let r = 0; r < stride; r++)
      if (keys[x + r] !== keys[y + r]) return keys[x + r] < keys[y + r]
    return false
  }

  private differAt(a: MemberId, b: MemberId): number {
    const { keys, stride } = this
    let r = 0
    while (r < stride && keys[a * stride + r] === keys[b * stride + r]) r++
    return r
  }

  private widen(): void {
    const room = this.agent.length * 2
    this.agent = widened(this.agent, room)
    this.need = widened(this.need, room)
    this.reason = widened(this.reason, room)
    this.place = widened(this.place, room)
    this.keys = widened(this.keys, room * this.stride)
  }
}

const earlier = (a: Time, b: Time): Time => (a < b ? a : b)
