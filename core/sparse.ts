import type { Column, ConversationId, ConversationKey } from './units.ts'

/** The table whose rows have the facts: by row, which rooms have something of it, a bit each. */
export interface Roomed {
  rooms: Int32Array
  /** Rooms so far, at most 31. */
  roomCount: number
}

/**
 * A fact that few conversations have, by row: an avoid mark, a manual target, an offer that is out.
 * Where a row has it a bit of its table says so: who asks of another pays a look and no more.
 */
export class Sparse<Value> {
  /** This room's bit in the table's rows. */
  readonly bit: number
  private readonly facts = new Map<ConversationId, Value>()
  private readonly table: Roomed

  constructor(table: Roomed) {
    this.table = table
    this.bit = 1 << table.roomCount++
  }

  get size(): number {
    return this.facts.size
  }

  get(conversation: ConversationId): Value | undefined {
    return this.has(conversation) ? this.facts.get(conversation) : undefined
  }

  has(conversation: ConversationId): boolean {
    return (this.table.rooms[conversation] & this.bit) !== 0
  }

  set(conversation: ConversationId, value: Value): void {
    this.facts.set(conversation, value)
    this.table.rooms[conversation] |= this.bit
  }

  delete(conversation: ConversationId): void {
    if (!this.has(conversation)) return
    this.facts.delete(conversation)
    this.table.rooms[conversation] &= ~this.bit
  }

  keys(): Iterable<ConversationId> {
    return this.facts.keys()
  }

  /** For a snapshot: by the conversations' keys, ascending. */
  keep(keys: Column<ConversationId, ConversationKey>): (readonly [ConversationKey, Value])[] {
    return [...this.facts]
      .map(([row, fact]) => [keys[row], fact] as const)
      .sort(([a], [b]) => a - b)
  }
}
