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
  private readonly ranks: readonly Policy['agents'][number]['of'][]
  private orders = 0
  /** By order: the ready members, a binary heap; its size; and all members by reason. */
  private readonly heaps: Int32Array[] = []
  private sizes = new Int32Array(16)
  private tally = new Int32Array(16 * REASONS)
  private members = 0
  private reason = new Uint8Array(64)
  /** Place in the order's heap, −1 outside. */
  private place = new Int32Array(64)
  /** 1 while a member is ready and its key is as its agent's columns are. */
  private sound = new Uint8Array(64)
  private readonly stride: number
  /** By member: the ranks by which it stands in the heap, then its agent's place among the ids. */
  private keys: Float64Array
  /** The same as last asked. */
  private fresh: Float64Array

  constructor(view: View & { readonly agents: Agents }, policy: Policy) {
    this.view = view
    this.ranks = policy.agents.map(({ of }) => of)
    this.stride = policy.agents.length + 1
    this.keys = new Float64Array(64 * this.stride)
    this.fresh = new Float64Array(64 * this.stride)
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
    this.fresh[member * this.stride + this.stride - 1] = this.view.agents.place[agent]
    this.add(order, Reason.noPermission, 1)
    return member
  }

  /** Members of an order with that reason. */
  count(order: OrderId, reason: Reason): number {
    return this.tally[order * REASONS + reason]
  }

  /** Where a member stands. */
  reasonOf(member: MemberId): Reason {
    return this.reason[member] as Reason
  }

  /** A member stands elsewhere now. */
  move(member: MemberId, reason: Reason): void {
    const order = this.order[member]
    this.add(order, this.reason[member] as Reason, -1)
    this.add(order, reason, 1)
    this.reason[member] = reason
    this.sound[member] = 0
  }

  /** Asks the ranks of one who is ready, for its columns changed: it moves up if it rose. */
  rank(member: MemberId, agent: AgentId, need: NeedId): void {
    const { fresh, keys, ranks, stride, view } = this
    const from = member * stride
    for (let r = 0; r < ranks.length; r++) fresh[from + r] = ranks[r](view, agent, need)
    if (this.place[member] < 0) return this.enter(member)
    let r = 0
    while (r < stride && fresh[from + r] === keys[from + r]) r++
    if (r < stride && fresh[from + r] > keys[from + r]) this.sound[member] = 0
    else {
      if (r < stride) this.rise(member)
      this.sound[member] = 1
    }
  }

  /** The best of an order, or NO_MEMBER. */
  best(id: OrderId): MemberId {
    const heap = this.heaps[id]
    if (this.sizes[id] > 0 && this.sound[heap[0]] === 0) this.clean(id, 0)
    return this.sizes[id] === 0 ? NO_MEMBER : heap[0]
  }

  /** The second best of an order whose best was just asked for. */
  second(id: OrderId): MemberId {
    const { sizes, sound } = this
    const heap = this.heaps[id]
    if (sizes[id] > 1 && sound[heap[1]] === 0) this.clean(id, 1)
    if (sizes[id] > 2 && sound[heap[2]] === 0) this.clean(id, 2)
    if (sizes[id] < 2) return NO_MEMBER
    return sizes[id] > 2 && this.before(heap[2], heap[1]) ? heap[2] : heap[1]
  }

  /** The ready agents of an order, in no order. */
  *ready(id: OrderId): Generator<AgentId> {
    const heap = this.heaps[id]
    for (let i = 0; i < this.sizes[id]; i++)
      if (this.reason[heap[i]] === Reason.eligible) yield this.agent[heap[i]] as AgentId
  }

  /** Whether one of two different members of a need comes before the other. */
  before(a: MemberId, b: MemberId): boolean {
    const { keys, stride } = this
    let x = a * stride
    let y = b * stride
    // The place among the ids, the last of them, differs for any two.
    while (keys[x] === keys[y]) {
      x++
      y++
    }
    return keys[x] < keys[y]
  }

  /** The first rank in which two members differ. */
  differAt(a: MemberId, b: MemberId): number {
    const { keys, stride } = this
    let r = 0
    while (keys[a * stride + r] === keys[b * stride + r]) r++
    return r
  }

  private add(order: OrderId, reason: Reason, change: 1 | -1): void {
    const n = (this.tally[order * REASONS + reason] += change)
    if (n === 0) this.reasons[order] &= ~(1 << reason)
    else if (n === change) this.reasons[order] |= 1 << reason
  }

  private store(member: MemberId): void {
    const { fresh, keys, stride } = this
    const from = member * stride
    for (let i = from; i < from + stride; i++) keys[i] = fresh[i]
    this.sound[member] = 1
  }

  private rise(member: MemberId): void {
    this.store(member)
    this.up(this.heaps[this.order[member]], this.place[member], member)
  }

  private enter(member: MemberId): void {
    const order = this.order[member]
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
      if (this.sound[member] === 1) return
      if (this.reason[member] === Reason.eligible) {
        this.store(member)
        this.down(heap, this.sizes[order], i, member)
      } else {
        this.place[member] = -1
        const size = --this.sizes[order]
        if (i < size) this.down(heap, size, i, heap[size])
      }
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
    this.sound = widened(this.sound, room)
    this.keys = widened(this.keys, room * this.stride)
    this.fresh = widened(this.fresh, room * this.stride)
  }
}
