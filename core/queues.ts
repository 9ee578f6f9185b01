import { widened } from './columns.ts'
import { type ConversationId, type NeedId, NO_CONVERSATION } from './units.ts'
import type { QueueOrder, View } from './view.ts'

/** A heap of conversations that keep their order for ever: one class of one need in one approach. */
type LaneId = number

/**
 * Waiting conversations: per need a few classes, each a heap on keys that do not change with time.
 * Only the heads compete, and their order may change with it. A blend of two approaches keeps one set
 * of heaps for each; a pass follows one.
 */
export class Queues {
  /** The approach of this pass. */
  approach = 0
  private readonly view: View
  private readonly order: QueueOrder
  private readonly heaps: Int32Array[] = []
  private readonly sizes: number[] = []
  /** By approach and need: its lanes. */
  private readonly lanesOf: LaneId[][][]
  private readonly laneOf: Map<string | number, LaneId>[][]
  /** By need: conversations that wait. */
  private readonly waiting: number[] = []
  /** By need: who came while nobody waited, and stands in no heap until somebody else comes. */
  private readonly alone: ConversationId[] = []
  /** By approach and row: the lane, the place in it (−1 outside), the keys. */
  private readonly lane: Int32Array[]
  private readonly place: Int32Array[]
  private readonly keys: Float64Array[]
  private room = 64

  constructor(view: View, order: QueueOrder) {
    this.view = view
    this.order = order
    const each = <Value>(make: () => Value) => Array.from({ length: order.approaches }, make)
    this.lanesOf = each(() => [])
    this.laneOf = each(() => [])
    this.lane = each(() => new Int32Array(64))
    this.place = each(() => new Int32Array(64).fill(-1))
    this.keys = each(() => new Float64Array(64 * order.keys))
  }

  add(need: NeedId): void {
    this.waiting[need] = 0
    this.alone[need] = NO_CONVERSATION
    for (const lanes of this.lanesOf) lanes[need] = []
    for (const lanes of this.laneOf) lanes[need] = new Map()
  }

  size(need: NeedId): number {
    return this.waiting[need]
  }

  /** The first in queue order, or NO_CONVERSATION. */
  head(need: NeedId): ConversationId {
    let head = this.alone[need]
    if (head !== NO_CONVERSATION) return head
    const lanes = this.lanesOf[this.approach][need]
    for (let i = 0; i < lanes.length; i++) {
      if (this.sizes[lanes[i]] === 0) continue
      const next = this.heaps[lanes[i]][0] as ConversationId
      if (head === NO_CONVERSATION || this.before(next, head)) head = next
    }
    return head
  }

  has(conversation: ConversationId): boolean {
    return conversation < this.room && this.place[0][conversation] >= 0
  }

  enter(need: NeedId, conversation: ConversationId): void {
    const alone = this.alone[need]
    this.key(conversation)
    if (this.waiting[need]++ === 0) {
      this.alone[need] = conversation
      this.place[0][conversation] = 0
      return
    }
    if (alone !== NO_CONVERSATION) {
      this.alone[need] = NO_CONVERSATION
      this.insert(need, alone)
    }
    this.insert(need, conversation)
  }

  private insert(need: NeedId, conversation: ConversationId): void {
    for (let a = 0; a < this.lane.length; a++) {
      const lane = this.find(a, need, conversation)
      const size = this.sizes[lane]++
      if (size === this.heaps[lane].length) this.heaps[lane] = widened(this.heaps[lane], size * 2)
      this.lane[a][conversation] = lane
      this.up(a, this.heaps[lane], size, conversation)
    }
  }

  leave(need: NeedId, conversation: ConversationId): void {
    this.waiting[need]--
    if (this.alone[need] === conversation) {
      this.alone[need] = NO_CONVERSATION
      this.place[0][conversation] = -1
      return
    }
    for (let a = 0; a < this.lane.length; a++) {
      const lane = this.lane[a][conversation]
      const heap = this.heaps[lane]
      const i = this.place[a][conversation]
      this.place[a][conversation] = -1
      const size = --this.sizes[lane]
      if (i < size) this.settle(a, heap, size, i, heap[size] as ConversationId)
    }
  }

  /** Queue order, now. Both must have been keyed. */
  before(a: ConversationId, b: ConversationId): boolean {
    const { approach, order, view } = this
    if (order.compare === undefined) return this.beforeAlike(approach, a, b)
    const difference = order.compare(view, a, b, approach)
    return difference === 0 ? view.conversations.key[a] < view.conversations.key[b] : difference < 0
  }

  /** Asks the keys of a conversation that enters, or stands aside but competes with heads. */
  key(conversation: ConversationId): void {
    if (conversation >= this.room) this.widen(conversation)
    const { order, view } = this
    for (let a = 0; a < this.keys.length; a++)
      order.key(view, conversation, a, this.keys[a], conversation * order.keys)
  }

  private find(approach: number, need: NeedId, conversation: ConversationId): LaneId {
    const { order, view } = this
    const lanes = this.lanesOf[approach][need]
    if (order.classOf === undefined && lanes.length > 0) return lanes[0]
    const name = order.classOf?.(view, conversation, approach) ?? 0
    const known = this.laneOf[approach][need].get(name)
    if (known !== undefined) return known
    const lane = this.heaps.push(new Int32Array(16)) - 1
    this.sizes.push(0)
    lanes.push(lane)
    this.laneOf[approach][need].set(name, lane)
    return lane
  }

  /** Within a class: by the keys, then the conversation's own. */
  private beforeAlike(approach: number, a: ConversationId, b: ConversationId): boolean {
    const keys = this.keys[approach]
    const n = this.order.keys
    for (let k = 0; k < n; k++)
      if (keys[a * n + k] !== keys[b * n + k]) return keys[a * n + k] < keys[b * n + k]
    const { key } = this.view.conversations
    return key[a] < key[b]
  }

  private up(approach: number, heap: Int32Array, from: number, row: ConversationId): void {
    const place = this.place[approach]
    let hole = from
    while (hole > 0 && this.beforeAlike(approach, row, heap[(hole - 1) >> 1] as ConversationId)) {
      heap[hole] = heap[(hole - 1) >> 1]
      place[heap[hole]] = hole
      hole = (hole - 1) >> 1
    }
    heap[hole] = row
    place[row] = hole
  }

  /** Fills the hole at `from` with `row`: the hole sinks to the bottom, then the row climbs. */
  private settle(
    approach: number,
    heap: Int32Array,
    size: number,
    from: number,
    row: ConversationId,
  ): void {
    const place = this.place[approach]
    let hole = from
    for (let child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
      const next = heap[child + 1] as ConversationId
      if (child + 1 < size && this.beforeAlike(approach, next, heap[child] as ConversationId))
        child++
      heap[hole] = heap[child]
      place[heap[hole]] = hole
      hole = child
    }
    this.up(approach, heap, hole, row)
  }

  private widen(conversation: ConversationId): void {
    const old = this.room
    this.room = Math.max(old * 2, 2 ** Math.ceil(Math.log2(conversation + 1)))
    for (let a = 0; a < this.lane.length; a++) {
      this.lane[a] = widened(this.lane[a], this.room)
      this.place[a] = widened(this.place[a], this.room).fill(-1, old)
      this.keys[a] = widened(this.keys[a], this.room * this.order.keys)
    }
  }
}
