import { Entry } from '../../core/index.ts'
import { Builder } from '../builder.ts'
import { NO_WORD } from '../schema.ts'
import { type DataOf, tables, waitReasons } from '../tables.ts'
import type { Life } from './life.ts'

/** Reasons by place, then "not told". */
const UNTOLD = waitReasons.length
const NOT_ACTIONABLE = waitReasons.indexOf('notActionable')
const WIDTH = UNTOLD + 1

/** It waits in line, for what the router told of the line. */
const IN_LINE = -1

/** Where a conversation is counted. */
interface Place {
  readonly skill: number
  readonly reason: number
}

interface Level {
  n: number
  since: number
}

/**
 * How many wait in each queue and for what (METRICS.md, `waitingByReason`): a piece whenever the
 * number of those who wait for one reason changes. The router tells the nearest miss once for all
 * that wait in line for a skill; who owes nothing waits for the consumer.
 */
export class Queues {
  private readonly pieces = new Builder(tables.waiting)
  private readonly levels = new Map<number, Level>()
  /** By skill: the nearest miss told last, and how many share it. */
  private readonly reasons = new Map<number, number>()
  private readonly inLine = new Map<number, number>()
  private readonly placed = new Map<number, Place>()

  finish(until: number): DataOf<'waiting'> {
    for (const place of this.levels.keys()) this.change(place, 0, until)
    return this.pieces.finish()
  }

  /** What everything in line for a skill waits for, from now on. */
  told(skill: number, reason: number, at: number): void {
    const before = this.reasons.get(skill) ?? UNTOLD
    const n = this.inLine.get(skill) ?? 0
    this.reasons.set(skill, reason)
    if (n === 0 || before === reason) return
    this.change(levelAt(skill, before), -n, at)
    this.change(levelAt(skill, reason), n, at)
  }

  /** Counts a conversation where it is now. */
  place(life: Life, at: number): void {
    const was = this.placed.get(life.key)
    const is = this.placeOf(life)
    if (was?.skill === is?.skill && was?.reason === is?.reason) return
    if (was !== undefined) this.leave(life.key, was, at)
    if (is !== undefined) this.enter(life.key, is, at)
  }

  private placeOf({ entry, firstMessageAt, holder, ownReason, placeSegment, skill, turn }: Life) {
    if (placeSegment < 0 || holder >= 0) return undefined
    // Who opens a conversation is owed a first word, even before having written.
    const isNew = entry === Entry.opened && Number.isNaN(firstMessageAt)
    if (turn < 0 && !isNew) return { skill, reason: NOT_ACTIONABLE }
    return { skill, reason: ownReason < 0 ? IN_LINE : ownReason }
  }

  private enter(key: number, place: Place, at: number): void {
    const { reason, skill } = place
    this.placed.set(key, place)
    if (reason === IN_LINE) this.inLine.set(skill, (this.inLine.get(skill) ?? 0) + 1)
    this.change(this.levelOf(place), 1, at)
  }

  private leave(key: number, place: Place, at: number): void {
    const { reason, skill } = place
    this.placed.delete(key)
    this.change(this.levelOf(place), -1, at)
    if (reason === IN_LINE) this.inLine.set(skill, this.inLine.get(skill)! - 1)
  }

  private levelOf({ reason, skill }: Place): number {
    return levelAt(skill, reason === IN_LINE ? (this.reasons.get(skill) ?? UNTOLD) : reason)
  }

  /** So many more wait for it from now on: the piece until now is over. */
  private change(place: number, by: number, at: number): void {
    let level = this.levels.get(place)
    if (level === undefined) this.levels.set(place, (level = { n: 0, since: at }))
    if (level.n > 0 && at > level.since) {
      const row = this.pieces.add()
      const p = this.pieces.columns
      const reason = place % WIDTH
      p.skill[row] = Math.floor(place / WIDTH) - 1
      p.reason[row] = reason === UNTOLD ? NO_WORD : reason
      p.from_at[row] = level.since
      p.to_at[row] = at
      p.level[row] = level.n
    }
    level.n += by
    level.since = at
  }
}

const levelAt = (skill: number, reason: number): number => (skill + 1) * WIDTH + reason
