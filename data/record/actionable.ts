import { Entry, Target } from '../../core/index.ts'
import { Builder } from '../builder.ts'
import { actionReasons, type DataOf, tables } from '../tables.ts'
import { Levels } from './levels.ts'
import type { Life } from './life.ts'

const WIDTH = actionReasons.length
/** Combinations of reasons; a power of two. */
const ALL = 1 << WIDTH

/** Who opens a conversation is owed a first word, even before having written. */
export const isNew = ({ entry, firstMessageAt }: Life): boolean =>
  entry === Entry.opened && Number.isNaN(firstMessageAt)

/** Bit by reason, in the order of their words: which of them hold of what waits in a queue. */
function reasonsOf(life: Life, targetsCount: boolean): number {
  const isTargeted = targetsCount && life.dueBy === Target.manual
  return (
    Number(life.isAsking || isNew(life)) |
    (Number(life.isRequeued) << 1) |
    (Number(isTargeted) << 2)
  )
}

/** How many wait in each queue for each reason that makes them somebody’s to look at (METRICS.md §4.6). */
export class Actionable {
  private readonly pieces = new Builder(tables.actionable)
  private readonly levels = new Levels((place, from, to, level) => {
    const skill = Math.floor(place / WIDTH) - 1
    this.piece(skill, place % WIDTH, from, to, level)
  })
  private readonly from: number

  constructor(from: number) {
    this.from = from
  }

  /** Where nothing ever waited, one piece of nothing says that it was watched. */
  finish(until: number): DataOf<'actionable'> {
    this.levels.finish(until)
    if (this.pieces.length === 0 && until > this.from) this.piece(-1, 0, this.from, until, 0)
    return this.pieces.finish()
  }

  /** Counts a conversation where it is now. Returns whether any reason holds. */
  place(life: Life, at: number, targetsCount: boolean): boolean {
    const isQueued = life.placeSegment >= 0 && life.holder < 0
    const is = isQueued ? (life.skill + 1) * ALL + reasonsOf(life, targetsCount) : 0
    if (is !== life.lookedAt) {
      this.change(life.lookedAt, -1, at)
      this.change(is, 1, at)
      life.lookedAt = is
    }
    return is % ALL > 0
  }

  /** One more or less for each reason of a code: a skill and bits. */
  private change(code: number, by: number, at: number): void {
    const first = Math.floor(code / ALL) * WIDTH
    for (let reason = 0; reason < WIDTH; reason++)
      if ((code >> reason) & 1) this.levels.change(first + reason, by, at)
  }

  private piece(skill: number, reason: number, from: number, to: number, level: number): void {
    const row = this.pieces.add()
    const p = this.pieces.columns
    p.skill[row] = skill
    p.reason[row] = reason
    p.from_at[row] = from
    p.to_at[row] = to
    p.level[row] = level
  }
}
