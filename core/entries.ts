import { widened } from './columns.ts'
import { type ConversationId, NO_CONVERSATION, type SkillId } from './units.ts'

/** Nobody's list. */
const NONE = -1

/**
 * Who is in the queue of each skill, in the order of entering it: lists through the rows themselves,
 * so that nothing is made to change them.
 */
export class Entries {
  private readonly heads: Int32Array
  private readonly tails: Int32Array
  private readonly counts: Int32Array
  /** By row: the skill whose list it is in, and its neighbours there. */
  private list = new Int32Array(64).fill(NONE)
  private following = new Int32Array(64)
  private previous = new Int32Array(64)

  constructor(skills: number) {
    this.heads = new Int32Array(skills).fill(NO_CONVERSATION)
    this.tails = new Int32Array(skills).fill(NO_CONVERSATION)
    this.counts = new Int32Array(skills)
  }

  count(skill: SkillId): number {
    return this.counts[skill]
  }

  /** Who has been there longest, NO_CONVERSATION if nobody is there. */
  first(skill: SkillId): ConversationId {
    return this.heads[skill] as ConversationId
  }

  next(row: ConversationId): ConversationId {
    return this.following[row] as ConversationId
  }

  /** The last of `skill` from now on, in no other list. */
  enter(skill: SkillId, row: ConversationId): void {
    if (row >= this.list.length) this.widen(row)
    this.leave(row)
    const last = this.tails[skill]
    this.list[row] = skill
    this.previous[row] = last
    this.following[row] = NO_CONVERSATION
    if (last === NO_CONVERSATION) this.heads[skill] = row
    else this.following[last] = row
    this.tails[skill] = row
    this.counts[skill]++
  }

  leave(row: ConversationId): void {
    const skill = row < this.list.length ? this.list[row] : NONE
    if (skill === NONE) return
    const next = this.following[row]
    const previous = this.previous[row]
    this.list[row] = NONE
    if (previous === NO_CONVERSATION) this.heads[skill] = next
    else this.following[previous] = next
    if (next === NO_CONVERSATION) this.tails[skill] = previous
    else this.previous[next] = previous
    this.counts[skill]--
  }

  private widen(row: number): void {
    const old = this.list.length
    this.list = widened(this.list, row * 2).fill(NONE, old)
    this.following = widened(this.following, row * 2)
    this.previous = widened(this.previous, row * 2)
  }
}
