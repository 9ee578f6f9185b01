import { widened } from './columns.ts'
import { Reason } from './reason.ts'
import type { StanceId, Stances } from './stances.ts'
import type { Agents } from './tables.ts'
import { Tally } from './tally.ts'
import { type AgentId, type NeedId, NO_NEED } from './units.ts'
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
  readonly tally = new Tally()
  private readonly view: View & { readonly agents: Agents }
  private readonly stances: Stances
  /** Ranks that look at the need say the same for ever: a member has them from the beginning. */
  private readonly ranks: Policy['agents']
  /** The others, asked of the agent alone; the place of each among the keys. */
  private readonly moving: readonly Policy['agents'][number]['of'][]
  private readonly places: Int32Array
  private orders = 0
  /** By order: the ready members, a binary heap; its size. */
  private readonly heaps: Int32Array[] = []
  private sizes = new Int32Array(16)
  private members = 0
  private stance = new Int32Array(64)
  /** Place in the order's heap, −1 outside. */
  private place = new Int32Array(64)
  /** 1 while a member is ready and its keys are as its agent last said. */
  private sound = new Uint8Array(64)
  private readonly stride: number
  /** By member: the ranks by which it stands in the heap, then its agent's place among the ids. */
  private keys: Float64Array
  /** By agent: what the ranks of the agent alone said when last asked. */
  private readonly fresh: Float64Array

  constructor(view: View & { readonly agents: Agents }, { agents }: Policy, stances: Stances) {
    this.view = view
    this.stances = stances
    this.ranks = agents
    this.stride = agents.length + 1
    const moving = agents.filter(({ byNeed }) => byNeed === undefined)
    this.moving = moving.map(({ of }) => of)
    this.places = Int32Array.from(moving, (rank) => agents.indexOf(rank))
    this.keys = new Float64Array(64 * this.stride)
    this.fresh = new Float64Array(view.agents.count * moving.length)
  }

  addOrder(): OrderId {
    const order = this.orders++
    if (order === this.sizes.length) this.widenOrders()
    this.heaps.push(new Int32Array(16))
    return order
  }

  /** Whoever is ready comes in when it is ranked. */
  join(order: OrderId, agent: AgentId, need: NeedId, stance: StanceId): MemberId {
    if (this.members === this.agent.length) this.widen()
    const member = this.members++
    this.agent[member] = agent
    this.order[member] = order
    this.place[member] = -1
    this.stance[member] = stance
    this.tally.add(order, this.stances.reason[stance], 1)
    const own = member * this.stride
    this.ranks.forEach(({ byNeed, of }, r) => {
      if (byNeed !== undefined) this.keys[own + r] = of(this.view, agent, need)
    })
    this.keys[own + this.stride - 1] = this.view.agents.place[agent]
    return member
  }

  /** A member's stance is another now. */
  move(member: MemberId, was: Reason, reason: Reason): void {
    const order = this.order[member]
    this.tally.add(order, was, -1)
    this.tally.add(order, reason, 1)
    this.sound[member] = 0
  }

  /** Asks the ranks of an agent whose columns changed. */
  ask(agent: AgentId): void {
    const { fresh, moving, view } = this
    const from = agent * moving.length
    for (let r = 0; r < moving.length; r++) fresh[from + r] = moving[r](view, agent, NO_NEED)
  }

  /** Its agent was asked, and it is ready: it moves up if it rose. */
  rank(member: MemberId): void {
    if (this.place[member] < 0) return this.enter(member)
    const { fresh, keys, places } = this
    const from = this.agent[member] * places.length
    const own = member * this.stride
    let r = 0
    while (r < places.length && fresh[from + r] === keys[own + places[r]]) r++
    if (r < places.length && fresh[from + r] > keys[own + places[r]]) this.sound[member] = 0
    else {
      if (r < places.length) this.rise(member)
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
      if (this.isReady(heap[i])) yield this.agent[heap[i]] as AgentId
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

  private isReady(member: MemberId): boolean {
    return this.stances.reason[this.stance[member]] === Reason.eligible
  }

  private store(member: MemberId): void {
    const { fresh, keys, places } = this
    const from = this.agent[member] * places.length
    const own = member * this.stride
    for (let r = 0; r < places.length; r++) keys[own + places[r]] = fresh[from + r]
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
      if (this.isReady(member)) {
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
    const room = this.sizes.length * 2
    this.sizes = widened(this.sizes, room)
    this.tally.widen(room)
  }

  private widen(): void {
    const room = this.agent.length * 2
    this.agent = widened(this.agent, room)
    this.order = widened(this.order, room)
    this.stance = widened(this.stance, room)
    this.place = widened(this.place, room)
    this.sound = widened(this.sound, room)
    this.keys = widened(this.keys, room * this.stride)
  }
}
