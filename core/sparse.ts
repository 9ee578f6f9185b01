import type { Column, ConversationId, ConversationKey } from './units.ts'

/**
 * A fact that few conversations have, by row: an avoid mark, a manual target, an offer that is out.
 * Nearly always empty, and then it costs nothing to ask.
 */
export class Sparse<Value> {
  private readonly rows = new Map<ConversationId, Value>()

  get size(): number {
    return this.rows.size
  }

  get(conversation: ConversationId): Value | undefined {
    return this.rows.size === 0 ? undefined : this.rows.get(conversation)
  }

  has(conversation: ConversationId): boolean {
    return this.rows.size > 0 && this.rows.has(conversation)
  }

  set(conversation: ConversationId, value: Value): void {
    this.rows.set(conversation, value)
  }

  delete(conversation: ConversationId): void {
    if (this.rows.size > 0) this.rows.delete(conversation)
  }

  keys(): Iterable<ConversationId> {
    return this.rows.keys()
  }

  /** For a snapshot: by the conversations' keys, ascending. */
  keep(keys: Column<ConversationId, ConversationKey>): (readonly [ConversationKey, Value])[] {
    return [...this.rows].map(([row, fact]) => [keys[row], fact] as const).sort(([a], [b]) => a - b)
  }
}
