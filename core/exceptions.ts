import type { Config } from './config/config.ts'
import { Reason } from './reason.ts'
import { type Roomed, Sparse } from './sparse.ts'
import {
  type AgentId,
  type ConversationId,
  NEVER,
  type SkillId,
  type Time,
  type Weight,
} from './units.ts'

/** An agent whom a conversation keeps clear of: not at all until then, last of all after it. */
export interface Mark {
  readonly agent: AgentId
  readonly until: Time
}

/** Kept for one agent (SEMANTICS.md §7); `until` NEVER without end. */
export interface Suggestion {
  readonly agent: AgentId
  readonly until: Time
  /** Whether it comes from the last-agent preference (§8). */
  readonly isPreference: boolean
}

/** Who declined or let an offer expire, in order (§26.5). */
export interface Decline {
  readonly agent: AgentId
  readonly at: Time
}

/** A proposal that is out (§4). */
export interface Offer {
  readonly agent: AgentId
  readonly expiresAt: Time
  /** What it reserves of the agent's room; null: nothing. */
  readonly reserves: Weight | null
}

/** Facts of a conversation that except agents from it. Nearly always there are none. */
export class Exceptions {
  readonly marks: Sparse<readonly Mark[]>
  readonly suggestions: Sparse<Suggestion>
  readonly declines: Sparse<readonly Decline[]>
  readonly offers: Sparse<readonly Offer[]>
  /** Skills that a conversation has been in by way of fallback (§5). */
  readonly visits: Sparse<readonly SkillId[]>
  /** Rules of its skill's overflow that are active for it alone. */
  readonly overflowing: Sparse<readonly number[]>
  /** What the host said of it at opening. */
  readonly tags: Sparse<readonly string[]>
  /** Moves to another skill so far, where rules ask for them (§11.3). */
  readonly moves: Sparse<readonly { readonly from: SkillId; readonly to: SkillId }[]>
  private readonly table: Roomed
  /** The rooms that put a conversation aside when it waits. */
  private readonly aside: number

  constructor(table: Roomed) {
    this.table = table
    this.marks = new Sparse(table)
    this.suggestions = new Sparse(table)
    this.declines = new Sparse(table)
    this.offers = new Sparse(table)
    this.visits = new Sparse(table)
    this.overflowing = new Sparse(table)
    this.tags = new Sparse(table)
    this.moves = new Sparse(table)
    this.aside = this.marks.bit | this.suggestions.bit | this.declines.bit
  }

  /** By name, for a snapshot. */
  get rooms() {
    const { declines, marks, moves, offers, overflowing, suggestions, tags, visits } = this
    return { declines, marks, moves, offers, overflowing, suggestions, tags, visits }
  }

  /** Whether a conversation stands aside when it waits. */
  has(conversation: ConversationId): boolean {
    return (this.table.rooms[conversation] & this.aside) !== 0
  }

  /** It is over. */
  forget(conversation: ConversationId): void {
    this.visits.delete(conversation)
    this.overflowing.delete(conversation)
    this.tags.delete(conversation)
    this.moves.delete(conversation)
  }

  marked(conversation: ConversationId, agent: AgentId): boolean {
    return this.marks.get(conversation)?.some((mark) => mark.agent === agent) ?? false
  }

  /** How many agents it excepts at most. */
  count(conversation: ConversationId): number {
    const marks = this.marks.get(conversation)?.length ?? 0
    return marks + (this.declines.get(conversation)?.length ?? 0)
  }

  /** `avoided` while a hold lasts, `declined` while that is remembered, else `eligible`. */
  reason(config: Config, conversation: ConversationId, agent: AgentId, now: Time): Reason {
    const mark = this.marks.get(conversation)?.find((one) => one.agent === agent)
    if (mark !== undefined && now < mark.until) return Reason.avoided
    return this.hasDeclined(config, conversation, agent, now) ? Reason.declined : Reason.eligible
  }

  /** Whether that is still remembered. */
  hasDeclined(config: Config, conversation: ConversationId, agent: AgentId, now: Time): boolean {
    const decline = this.declines.get(conversation)?.find((one) => one.agent === agent)
    return decline !== undefined && now < forgottenAt(config, decline)
  }

  /** When the next hold or memory ends, NEVER if none will. */
  nextEnd(config: Config, conversation: ConversationId, now: Time): Time {
    const ends = [
      ...(this.marks.get(conversation) ?? []).map((mark) => mark.until),
      ...(this.declines.get(conversation) ?? []).map((one) => forgottenAt(config, one)),
    ]
    return Math.min(NEVER, ...ends.filter((end) => end > now)) as Time
  }
}

function forgottenAt({ declineMemoryTtl }: Config, { at }: Decline): Time {
  return declineMemoryTtl === null ? NEVER : ((at + declineMemoryTtl) as Time)
}
