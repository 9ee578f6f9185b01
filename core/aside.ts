import { Reason } from './reason.ts'
import { type AgentId, type ConversationId, NEVER, type NeedId, type Time } from './units.ts'

/** An agent whom a conversation keeps clear of: not at all until then, last of all after it. */
export interface Mark {
  readonly agent: AgentId
  readonly until: Time
}

/**
 * Conversations that except somebody (SEMANTICS.md §3, avoid marks). A short list, nearly always
 * empty: they stand aside from their need's heap and are looked at one by one.
 */
export class Aside {
  private readonly marks = new Map<ConversationId, Mark[]>()
  private readonly waiting: Set<ConversationId>[] = []
  /** Conversations that stand aside, of whatever need. */
  standing = 0
  /** The nearest miss last told of each that waits. */
  readonly told = new Map<ConversationId, Reason>()

  add(need: NeedId): void {
    this.waiting[need] = new Set()
  }

  /** Marks an agent; an older mark of the same agent gives way. */
  mark(conversation: ConversationId, agent: AgentId, until: Time): void {
    const others = this.marksOf(conversation).filter((mark) => mark.agent !== agent)
    this.marks.set(conversation, [...others, { agent, until }])
  }

  /** Another agent's assignment clears the marks of all but its own. */
  keepOnly(conversation: ConversationId, agent: AgentId): void {
    const own = this.marksOf(conversation).filter((mark) => mark.agent === agent)
    this.told.delete(conversation)
    if (own.length === 0) this.marks.delete(conversation)
    else this.marks.set(conversation, own)
  }

  clear(conversation: ConversationId): void {
    this.told.delete(conversation)
    this.marks.delete(conversation)
  }

  /** Nobody excepts anybody. */
  get none(): boolean {
    return this.marks.size === 0
  }

  has(conversation: ConversationId): boolean {
    // Nearly always there are none at all: that answer costs nothing.
    return this.marks.size > 0 && this.marks.has(conversation)
  }

  marksOf(conversation: ConversationId): readonly Mark[] {
    return this.marks.get(conversation) ?? []
  }

  enter(need: NeedId, conversation: ConversationId): void {
    this.waiting[need].add(conversation)
    this.standing++
  }

  leave(need: NeedId, conversation: ConversationId): void {
    if (this.waiting[need].delete(conversation)) this.standing--
  }

  size(need: NeedId): number {
    return this.standing === 0 ? 0 : this.waiting[need].size
  }

  waits(need: NeedId, conversation: ConversationId): boolean {
    return this.waiting[need].has(conversation)
  }

  of(need: NeedId): Iterable<ConversationId> {
    return this.waiting[need]
  }

  /** `eligible`, or `avoided` while the hold lasts. */
  reason(conversation: ConversationId, agent: AgentId, now: Time): Reason {
    const mark = this.marksOf(conversation).find((one) => one.agent === agent)
    return mark !== undefined && now < mark.until ? Reason.avoided : Reason.eligible
  }

  marked(conversation: ConversationId, agent: AgentId): boolean {
    return this.marksOf(conversation).some((mark) => mark.agent === agent)
  }

  /** The next end of a hold, NEVER if all have ended. */
  nextHoldEnd(conversation: ConversationId, now: Time): Time {
    const ends = this.marksOf(conversation).map((mark) => mark.until)
    return Math.min(NEVER, ...ends.filter((end) => end > now)) as Time
  }
}
