import { widened } from './columns.ts'
import type { Conversations } from './tables.ts'
import { type ConversationId, type NeedId, NO_CONVERSATION } from './units.ts'
import type { Rank, View } from './view.ts'

/**
 * Waiting conversations: per need, a heap on keys that do not change with time. Only the heads
 * compete. So far one class a need; further classes are further heaps of the same need.
 */
export class Queues {
  private readonly view: View & { readonly conversations: Conversations }
  private readonly ranks: readonly Rank<ConversationId>[]
  /** By need: actionable conversations, a binary heap in queue order, and how many they are. */
  private readonly heaps: Int32Array[] = []
  private readonly sizes: number[] = []
  /** By rank: the key of each waiting conversation. */
  private keys: Float64Array[]
  /** Place in its need's heap, −1 outside. */
  private place = new Int32Array(64).fill(-1)

  constructor(
    view: View & { readonly conversations: Conversations },
    ranks: readonly Rank<ConversationId>[],
  ) {
    this.view = view
    this.ranks = ranks
    this.keys = ranks.map(() => new Float64Array(64))
  }

  add(need: NeedId): void {
    this.heaps[need] = new Int32Array(16)
    this.sizes[need] = 0
  }

  size(need: NeedId): number {
    return this.sizes[need]
  }

  /** The first in queue order, or NO_CONVERSATION. */
  head(need: NeedId): ConversationId {
    return this.sizes[need] === 0 ? NO_CONVERSATION : (this.heaps[need][0] as ConversationId)
  }

  has(conversation: ConversationId): boolean {
    return conversation < this.place.length && this.place[conversation] >= 0
  }

  enter(need: NeedId, conversation: ConversationId): void {
    if (conversation >= this.place.length) this.widen(conversation)
    this.key(conversation)
    const size = this.sizes[need]++
    if (size === this.heaps[need].length) this.heaps[need] = widened(this.heaps[need], size * 2)
    const heap = this.heaps[need]
    heap[size] = conversation
    this.settle(heap, size + 1, size)
  }

  leave(need: NeedId, conversation: ConversationId): void {
    const heap = this.heaps[need]
    const i = this.place[conversation]
    this.place[conversation] = -1
    const size = --this.sizes[need]
    if (i === size) return
    heap[i] = heap[size]
    this.settle(heap, size, i)
  }

  /** Queue order: the ranks, then the key. Both must have been keyed. */
  before(a: ConversationId, b: ConversationId): boolean {
    const { keys } = this
    for (let r = 0; r < keys.length; r++)
      if (keys[r][a] !== keys[r][b]) return keys[r][a] < keys[r][b]
    const { key } = this.view.conversations
    return key[a] < key[b]
  }

  /** Asks the ranks of a conversation that stands aside from its heap but competes with heads. */
  key(conversation: ConversationId): void {
    const need = this.view.conversations.need[conversation]
    if (conversation >= this.place.length) this.widen(conversation)
    for (let r = 0; r < this.ranks.length; r++)
      this.keys[r][conversation] = this.ranks[r].of(this.view, conversation, need)
  }

  private settle(heap: Int32Array, size: number, i: number): void {
    const { place } = this
    const row = heap[i] as ConversationId
    let hole = i
    while (hole > 0 && this.before(row, heap[(hole - 1) >> 1] as ConversationId)) {
      heap[hole] = heap[(hole - 1) >> 1]
      place[heap[hole]] = hole
      hole = (hole - 1) >> 1
    }
    if (hole === i)
      for (let child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
        const next = heap[child + 1] as ConversationId
        if (child + 1 < size && this.before(next, heap[child] as ConversationId)) child++
        if (!this.before(heap[child] as ConversationId, row)) break
        heap[hole] = heap[child]
        place[heap[hole]] = hole
        hole = child
      }
    heap[hole] = row
    place[row] = hole
  }

  private widen(conversation: ConversationId): void {
    const room = Math.max(this.place.length * 2, 2 ** Math.ceil(Math.log2(conversation + 1)))
    const old = this.place.length
    this.place = widened(this.place, room).fill(-1, old)
    this.keys = this.keys.map((keys) => widened(keys, room))
  }
}
