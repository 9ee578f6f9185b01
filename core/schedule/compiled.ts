import { type Duration, NEVER, type Time } from '../units.ts'
import { type Intervals, joined, openWithin, type Openings, row } from './intervals.ts'
import { lastUpTo } from './search.ts'
import { LONGEST_CLOSURE, OPEN_SINCE, type Schedule } from './schedule.ts'
import { BEGINNING, DAY, fold, PERIOD, repeats } from './wall.ts'

/** How much more is compiled at once: four years. */
const STRIDE = 1461 * DAY
const nothing: Intervals = { starts: new Float64Array(0), ends: new Float64Array(0) }

/**
 * A schedule as a table of open intervals. Hours that recur are compiled as far as they are asked,
 * in both directions; what they say does not depend on how far that is. Hours without end are
 * compiled whole.
 */
export class Compiled implements Schedule {
  private readonly openings: Openings
  /** Compiled from here to there. */
  private from: number
  private to: number
  private intervals = nothing
  /** The same between an empty interval at `from` and a start that never comes. */
  private starts = nothing.starts
  private ends = nothing.ends
  /** Open time from OPEN_SINCE to each start. */
  private before = nothing.starts
  /** Where the last answer was found: most questions are about the same time. */
  private last = 0

  constructor(openings: Openings) {
    this.openings = openings
    const isRecurring = 'week' in openings.hours
    this.from = isRecurring ? OPEN_SINCE : BEGINNING
    this.to = isRecurring ? OPEN_SINCE : NEVER
    this.add(isRecurring ? nothing : openWithin(openings, this.from, this.to), nothing)
  }

  isOpen(t: Time): boolean {
    const at = t - this.foldOf(t)
    const i = this.place(at)
    return at < this.ends[i]
  }

  nextEdge(t: Time): Time {
    const folded = this.foldOf(t)
    const at = t - folded
    const i = this.place(at)
    this.knowBeyond(i)
    return ((at < this.ends[i] ? this.ends[i] : this.starts[i + 1]) + folded) as Time
  }

  addBusiness(t: Time, d: Duration): Time {
    if (d <= 0) return t
    const folded = this.foldOf(t)
    let at = t - folded
    let left: number = d
    for (let i = this.place(at); ; i++) {
      this.knowBeyond(i)
      const open = this.ends[i] - at
      if (open >= left) return (at + left + folded) as Time
      if (open > 0) {
        left -= open
        at += open
      }
      const next = this.starts[i + 1]
      if (next - at > LONGEST_CLOSURE) return NEVER
      at = next
    }
  }

  businessElapsed(from: Time, to: Time): Duration {
    return (this.openUpTo(to) - this.openUpTo(from)) as Duration
  }

  openUpTo(t: Time): Duration {
    const folded = this.foldOf(t)
    const open = this.counted(t - folded)
    if (folded === 0) return open as Duration
    const first = folded > 0 ? repeats.from : repeats.before - PERIOD
    const inPeriod = this.counted(first + PERIOD) - this.counted(first)
    return (open + (folded / PERIOD) * inPeriod) as Duration
  }

  /** Hours that recur are asked about years that are told apart. */
  private foldOf(t: Time): number {
    const folded = fold(t)
    return this.to === NEVER ? 0 : folded
  }

  private counted(at: number): number {
    const i = this.place(at)
    return this.before[i] + Math.min(at, this.ends[i]) - this.starts[i]
  }

  /** The last interval that starts at or before `at`, open or over by then. */
  private place(at: number): number {
    if (at < this.from || at >= this.to) this.reach(at)
    const { last, starts } = this
    if (at < starts[last] || at >= starts[last + 1]) this.last = lastUpTo(starts, at)
    return this.last
  }

  /** Has the whole interval in the table, and the start of the next if there ever is one. */
  private knowBeyond(place: number): void {
    while (place + 2 === this.starts.length && this.to < NEVER) this.reach(this.to)
  }

  private reach(at: number): void {
    const { openings, from, to } = this
    if (at < from) {
      this.from = at - STRIDE
      this.add(openWithin(openings, this.from, from), this.intervals)
    } else {
      this.to = at + STRIDE
      this.add(this.intervals, openWithin(openings, to, this.to))
    }
  }

  private add(earlier: Intervals, later: Intervals): void {
    this.intervals = joined(earlier, later)
    this.starts = row([this.from], this.intervals.starts, [NEVER])
    this.ends = row([this.from], this.intervals.ends, [NEVER])
    this.before = openBefore(this.starts, this.ends)
    this.last = 0
  }
}

/** Open time from OPEN_SINCE to each start. */
function openBefore(starts: Float64Array, ends: Float64Array): Float64Array {
  const before = new Float64Array(starts.length)
  const first = ends.findIndex((end) => end > OPEN_SINCE)
  before[first] = Math.min(0, starts[first] - OPEN_SINCE)
  for (let i = first + 1; i < starts.length; i++)
    before[i] = before[i - 1] + ends[i - 1] - starts[i - 1]
  for (let i = first - 1; i >= 0; i--) before[i] = before[i + 1] - (ends[i] - starts[i])
  return before
}
