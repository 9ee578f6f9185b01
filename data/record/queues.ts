import { Builder } from '../builder.ts'
import { NO_WORD } from '../schema.ts'
import { type DataOf, tables, waitReasons } from '../tables.ts'
import { Actionable } from './actionable.ts'
import { Levels } from './levels.ts'
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

/**
 * How many wait in each queue and for what (METRICS.md, `waitingByReason`): a piece whenever the
 * number of those who wait for one reason changes. The router tells the nearest miss once for all
 * that wait in line for a skill; who owes nothing waits for the consumer.
 */
export class Queues {
  private readonly pieces = new Builder(tables.waiting)
  private readonly levels = new Levels((place, from, to, level) =>
    this.piece(place, from, to, level),
  )
  private readonly actionable: Actionable
  /** By skill: the nearest miss told last, and how many share it. */
  private readonly reasons = new Map<number, number>()
  private readonly inLine = new Map<number, number>()
  private readonly placed = new Map<number, Place>()

  constructor(from: number) {
    this.actionable = new Actionable(from)
  }

  finish(until: number): { readonly [T in 'waiting' | 'actionable']: DataOf<T> } {
    this.levels.finish(until)
    return { waiting: this.pieces.finish(), actionable: this.actionable.finish(until) }
  }

  /** What everything in line for a skill waits for, from now on. */
  told(skill: number, reason: number, at: number): void {
    const before = this.reasons.get(skill) ?? UNTOLD
    const n = this.inLine.get(skill) ?? 0
    this.reasons.set(skill, reason)
    if (n === 0 || before === reason) return
    this.levels.change(levelAt(skill, before), -n, at)
    this.levels.change(levelAt(skill, reason), n, at)
  }

  /** Counts a conversation where it is now. `targetsCount`: a manual target alone is reason enough. */
  place(life: Life, at: number, targetsCount: boolean): void {
    const was = this.placed.get(life.key)
    const isActionable = this.actionable.place(life, at, targetsCount) || life.turn >= 0
    const is = placeOf(life, isActionable)
    if (was?.skill === is?.skill && was?.reason === is?.reason) return
    if (was !== undefined) this.leave(life.key, was, at)
    if (is !== undefined) this.enter(life.key, is, at)
  }

  private enter(key: number, place: Place, at: number): void {
    const { reason, skill } = place
    this.placed.set(key, place)
    if (reason === IN_LINE) this.inLine.set(skill, (this.inLine.get(skill) ?? 0) + 1)
    this.levels.change(this.levelOf(place), 1, at)
  }

  private leave(key: number, place: Place, at: number): void {
    const { reason, skill } = place
    this.placed.delete(key)
    this.levels.change(this.levelOf(place), -1, at)
    if (reason === IN_LINE) this.inLine.set(skill, this.inLine.get(skill)! - 1)
  }

  private levelOf({ reason, skill }: Place): number {
    return levelAt(skill, reason === IN_LINE ? (this.reasons.get(skill) ?? UNTOLD) : reason)
  }

  private piece(place: number, from: number, to: number, level: number): void {
    const row = this.pieces.add()
    const p = this.pieces.columns
    const reason = place % WIDTH
    p.skill[row] = Math.floor(place / WIDTH) - 1
    p.reason[row] = reason === UNTOLD ? NO_WORD : reason
    p.from_at[row] = from
    p.to_at[row] = to
    p.level[row] = level
  }
}

function placeOf(
  { holder, ownReason, placeSegment, skill }: Life,
  isActionable: boolean,
): Place | undefined {
  if (placeSegment < 0 || holder >= 0) return undefined
  if (!isActionable) return { skill, reason: NOT_ACTIONABLE }
  return { skill, reason: ownReason < 0 ? IN_LINE : ownReason }
}

const levelAt = (skill: number, reason: number): number => (skill + 1) * WIDTH + reason
