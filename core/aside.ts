import type { Reason } from './reason.ts'
import type { ConversationId, NeedId } from './units.ts'

/**
 * Conversations that except somebody: one that keeps clear of an agent, or is kept for one. A short
 * list, nearly always empty: they stand aside from their need's heap and are looked at one by one.
 */
export class Aside {
  private readonly waiting: Set<ConversationId>[] = []
  /** Conversations that stand aside, of whatever need. */
  standing = 0
  /** The nearest miss last told of each that waits. */
  readonly told = new Map<ConversationId, Reason>()
  /** Of those that were told of, who went since and may wait no more. */
  readonly left = new Set<ConversationId>()

  add(need: NeedId): void {
    this.waiting[need] = new Set()
  }

  enter(need: NeedId, conversation: ConversationId): void {
    this.waiting[need].add(conversation)
    if (this.left.size > 0) this.left.delete(conversation)
    this.standing++
  }

  /** Says whether it stood there. */
  leave(need: NeedId, conversation: ConversationId): boolean {
    const stood = this.standing > 0 && this.waiting[need].delete(conversation)
    if (!stood) return false
    this.standing--
    if (this.told.has(conversation)) this.left.add(conversation)
    return true
  }

  /** It is over. */
  forget(conversation: ConversationId): void {
    if (this.told.delete(conversation)) this.left.delete(conversation)
  }

  /** Told before, by a router that went on elsewhere: who of them waits is seen by the next pass. */
  restore(conversation: ConversationId, reason: Reason): void {
    this.told.set(conversation, reason)
    this.left.add(conversation)
  }

  size(need: NeedId): number {
    return this.standing === 0 ? 0 : this.waiting[need].size
  }

  waits(need: NeedId, conversation: ConversationId): boolean {
    return this.standing > 0 && this.waiting[need].has(conversation)
  }

  of(need: NeedId): Iterable<ConversationId> {
    return this.waiting[need]
  }
}
