import { widened } from './columns.ts'
import { type AgentId, type ConversationId, NO_CONVERSATION } from './units.ts'

/** What each agent holds: lists through the rows themselves, so that nothing is made to change them. */
export class Hands {
  private readonly first: Int32Array
  private next = new Int32Array(64)
  private previous = new Int32Array(64)

  constructor(agents: number) {
    this.first = new Int32Array(agents).fill(NO_CONVERSATION)
  }

  add(agent: AgentId, row: ConversationId): void {
    if (row >= this.next.length) this.widen(row)
    const second = this.first[agent]
    this.next[row] = second
    this.previous[row] = NO_CONVERSATION
    if (second !== NO_CONVERSATION) this.previous[second] = row
    this.first[agent] = row
  }

  remove(agent: AgentId, row: ConversationId): void {
    const next = this.next[row]
    const previous = this.previous[row]
    if (previous === NO_CONVERSATION) this.first[agent] = next
    else this.next[previous] = next
    if (next !== NO_CONVERSATION) this.previous[next] = previous
  }

  /** In no order. */
  *of(agent: AgentId): Generator<ConversationId> {
    for (let row = this.first[agent]; row !== NO_CONVERSATION; row = this.next[row])
      yield row as ConversationId
  }

  private widen(row: number): void {
    this.next = widened(this.next, row * 2)
    this.previous = widened(this.previous, row * 2)
  }
}
