import type { Mapping } from './mapping.ts'

/** What a shared channel says of a line: who wrote, to whom, and where. */
export interface Line {
  readonly isAgent: boolean
  readonly author: string
  /** Empty where the log names none. */
  readonly addressee: string
  readonly within: string
  readonly at: number
}

/**
 * Conversations of a channel in which everybody writes: a consumer's lines and the agents' lines to
 * that consumer, until nobody wrote for so long.
 */
export class Channel {
  private readonly gap: number
  /** By consumer: the conversation's number and its last line. */
  private readonly open = new Map<string, { conversation: number; last: number }>()
  private conversations = 0

  constructor({ gap }: Exclude<Mapping['columns']['conversation'], string>) {
    this.gap = gap
  }

  /** The conversation of a line; null for an agent's line to nobody. Lines come in order of time. */
  conversationOf({ addressee, at, author, isAgent, within }: Line): string | null {
    const consumer = isAgent ? addressee : author
    if (consumer === '') return null
    const key = `${within} ${consumer}`
    const open = this.open.get(key)
    if (open && at - open.last <= this.gap) {
      open.last = at
      return String(open.conversation)
    }
    const conversation = ++this.conversations
    this.open.set(key, { conversation, last: at })
    return String(conversation)
  }
}
