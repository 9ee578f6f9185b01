import { widened } from './columns.ts'
import { Reason, REASONS } from './reason.ts'
import type { Agents } from './tables.ts'
import type { AgentId, NeedId, Writable } from './units.ts'
import type { Policy, View } from './view.ts'

/** A pair of order and agent: how the agent stands there. */
export type MemberId = number
/** An order, shared by the needs that ask the same of the same agents. */
export type OrderId = number

export const NO_MEMBER: MemberId = -1

/**
 * Standing orders, lazily kept. A member that fell back or is ready no more keeps its place until it
 * comes to the top: a stored key is never higher than the true one, so the top, once looked at
 * again, is the best. A member that rose is moved at once. Most changes thus cost a comparison.
 */
export class Standing {
  agent = new Int32Array(64)
  order = new Int32Array(64)
  /** By order: the reasons that occur among its members, a bit each. */
  reasons = new Int32Array(16)
  /** By order: a need that it serves; all of them ask the same of an agent. */
  need = new Int32Array(16) as Int32Array & Writable<OrderId, NeedId>
  private readonly view: View & { readonly agents: Agents }
  private readonly ranks: Policy['agents']
  private orders = 0
  /** By order: the ready members, a binary heap; its size; and all members by reason. */
  private readonly heaps: Int32Array[] = []
  private sizes = new Int32Array(16)
  private tally = new Int32Array(16 * REASONS)
  private members = 0
  private reason = new Uint8Array(64)
  /** Place in the order's heap, −1 outside. */
  private place = new Int32Array(64)
  /** 1 while the stored key is older than the agent's columns. */
  private stale = new Uint8Array(64)
  private readonly stride: number
  /** The ranks of each member when last asked, then its agent's place among the ids. */
  private keys: Float64Array
  /** The ranks just asked. */
  private readonly fresh: Float64Array

  constructor(view: View & { readonly agents: Agents }, policy: Policy) {
    this.view = view
    this.ranks = policy.agents
    this.stride = policy.agents.length + 1
    this.keys = new Float64Array(64 * this.stride)
    this.fresh = new Float64Array(this.stride)
  }

  addOrder(need: NeedId): OrderId {
    const order = this.orders++
    if (order === this.need.length) this.widenOrders()
    this.need[order] = need
    this.heaps.push(new Int32Array(16))
    return order
  }

  join(order: OrderId, agent: AgentId): MemberId {
    if (this.members === this.agent.length) this.widen()
    const member = this.members++
    this.agent[member] = agent
    this.order[member] = order
    this.place[member] = -1
    this.reason[member] = Reason.noPermission
    this.keys[member * this.stride + this.stride - 1] = this.view.agents.place[agent]
    this.add(order, Reason.noPermission, 1)
    return member
  }

  /** Members of an order with that reason. */
  count(order: OrderId, reason: Reason): number {
    return this.tally[order * REASONS + reason]
  }

  /** A member's columns changed: what it was before, and its place if it rose. */
  stand(member: MemberId, reason: Reason): Reason {
    const id = this.order[member]
    const old = this.reason[member] as Reason
    if (old !== reason) {
      this.add(id, old, -1)
      this.add(id, reason, 1)
      this.reason[member] = reason
    }
    if (reason !== Reason.eligible) return old
    this.ask(member, this.need[id])
    if (this.place[member] < 0) this.enter(id, member)
    else if (this.rose(member)) this.up(this.heaps[id], this.place[member], member)
    return old
  }

  /** The best of an order, or NO_MEMBER. */
  best(id: OrderId): MemberId {
    this.clean(id, 0)
    return this.sizes[id] === 0 ? NO_MEMBER : this.heaps[id][0]
  }

  /** The second best of an order whose best was just asked for. */
  second(id: OrderId): MemberId {
    this.clean(id, 1)
    this.clean(id, 2)
    const heap = this.heaps[id]
    const size = this.sizes[id]
    if (size < 2) return NO_MEMBER
    return size > 2 && this.before(heap[2], heap[1]) ? heap[2] : heap[1]
  }

  /** The ready agents of an order, in no order. */
  *ready(id: OrderId): Generator<AgentId> {
    const heap = this.heaps[id]
    for (let i = 0; i < this.sizes[id]; i++)
      if (this.reason[heap[i]] === Reason.eligible) yield this.agent[heap[i]] as AgentId
  }

  before(a: MemberId, b: MemberId): boolean {
    const { keys, stride } = this
    const x = a * stride
    const y = b * stride
    for (let r = 0; r < stride; r++)
      if (keys[x + r] !== keys[y + r]) return keys[x + r] < keys[y + r]
    return false
  }

  /** The first rank in which two members differ. */
  differAt(a: MemberId, b: MemberId): number {
    const { keys, stride } = this
    let r = 0
    while (r < stride && keys[a * stride + r] === keys[b * stride + r]) r++
    return r
  }

  private add(order: OrderId, reason: Reason, change: 1 | -1): void {
    const n = (this.tally[order * REASONS + reason] += change)
    if (n === 0) this.reasons[order] &= ~(1 << reason)
    else if (n === change) this.reasons[order] |= 1 << reason
  }

  private ask(member: MemberId, need: NeedId): void {
    const { fresh, ranks, view } = this
    const agent = this.agent[member] as AgentId
    for (let r = 0; r < ranks.length; r++) fresh[r] = ranks[r].of(view, agent, need)
    fresh[ranks.length] = view.agents.place[agent]
  }

  /** Whether what was just asked is better than what is stored: only then it is stored at once. */
  private rose(member: MemberId): boolean {
    const { fresh, keys, stride } = this
    const from = member * stride
    let r = 0
    while (r < stride && fresh[r] === keys[from + r]) r++
    const isBetter = r < stride && fresh[r] < keys[from + r]
    if (isBetter) this.store(member)
    else this.stale[member] = Number(r < stride)
    return isBetter
  }

  private store(member: MemberId): void {
    const { fresh, keys, stride } = this
    for (let r = 0; r < stride; r++) keys[member * stride + r] = fresh[r]
    this.stale[member] = 0
  }

  private enter(order: OrderId, member: MemberId): void {
    this.store(member)
    const size = this.sizes[order]++
    if (size === this.heaps[order].length) this.heaps[order] = widened(this.heaps[order], size * 2)
    this.up(this.heaps[order], size, member)
  }

  /** Looks again at what stands at `i` until it is as good as it says. */
  private clean(order: OrderId, i: number): void {
    const heap = this.heaps[order]
    while (i < this.sizes[order]) {
      const member = heap[i]
      if (this.reason[member] !== Reason.eligible) {
        this.place[member] = -1
        const size = --this.sizes[order]
        if (i < size) this.down(heap, size, i, heap[size])
      } else if (this.stale[member] === 1) {
        this.ask(member, this.need[order])
        this.store(member)
        this.down(heap, this.sizes[order], i, member)
      } else return
    }
  }

  private up(heap: Int32Array, from: number, member: MemberId): void {
    const { place } = this
    let hole = from
    while (hole > 0 && this.before(member, heap[(hole - 1) >> 1])) {
      heap[hole] = heap[(hole - 1) >> 1]
      place[heap[hole]] = hole
      hole = (hole - 1) >> 1
    }
    heap[hole] = member
    place[member] = hole
  }

  /**
   * Lets the hole at `from` sink to the bottom, then `member` climb: who was just given something is
   * seldom among the first, so this asks half as often (bottom-up heapsort; Wegener, 1993).
   */
  private down(heap: Int32Array, size: number, from: number, member: MemberId): void {
    const { place } = this
    let hole = from
    for (let child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && this.before(heap[child + 1], heap[child])) child++
      heap[hole] = heap[child]
      place[heap[hole]] = hole
      hole = child
    }
    this.up(heap, hole, member)
  }

  private widenOrders(): void {
    const room = this.need.length * 2
    this.need = widened(this.need, room)
    this.reasons = widened(this.reasons, room)
    this.sizes = widened(this.sizes, room)
    this.tally = widened(this.tally, room * REASONS)
  }

  private widen(): void {
    const room = this.agent.length * 2
    this.agent = widened(this.agent, room)
    this.order = widened(this.order, room)
    this.reason = widened(this.reason, room)
    this.place = widened(this.place, room)
    this.stale = widened(this.stale, room)
    this.keys = widened(this.keys, room * this.stride)
  }
}
