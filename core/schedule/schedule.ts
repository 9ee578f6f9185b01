import { after, type Duration, days, NEVER, since, type Time, time } from '../units.ts'

/** When a skill is on shift, and time that passes only then (SEMANTICS.md §14.2, §15). */
export interface Schedule {
  isOpen(t: Time): boolean
  /** The next instant after `t` at which it opens or closes; NEVER if there is none. */
  nextEdge(t: Time): Time
  /**
   * The earliest instant by which `d` of open time has passed since `t`: in the end of an interval if
   * `d` fits exactly, `t` itself if `d` is 0. NEVER if the walk meets no opening for 366 d: the due
   * is then null with the flag `noOpening`. `d` is not negative.
   */
  addBusiness(t: Time, d: Duration): Time
  /** Open time from `from` to `to`; negative if `to` is earlier. */
  businessElapsed(from: Time, to: Time): Duration
  /**
   * Open time from `OPEN_SINCE` to `t`, negative before. Never falls as time goes on, so that
   * business ages under one schedule compare by it.
   */
  openUpTo(t: Time): Duration
}

/** 2020-01-01T00:00Z, an arbitrary fixed zero: near today, so that little has to be counted. */
export const OPEN_SINCE = time(1_577_836_800_000)
/** Within this an opening must come. */
export const LONGEST_CLOSURE = days(366)

/** 24/7. */
export const always: Schedule = {
  isOpen: () => true,
  nextEdge: () => NEVER,
  addBusiness: after,
  businessElapsed: (from, to) => since(to, from),
  openUpTo: (t) => since(t, OPEN_SINCE),
}

/** As the shift status API tells it. Null: it will not come. */
export interface ShiftStatus {
  readonly onShift: boolean
  readonly nextOn: Time | null
  readonly nextOff: Time | null
}

/** Both null when open for good (24/7, or opened by hand); `nextOff` null when closed by hand. */
export function shiftStatus(schedule: Schedule, t: Time): ShiftStatus {
  const onShift = schedule.isOpen(t)
  const first = schedule.nextEdge(t)
  const second = first === NEVER ? NEVER : schedule.nextEdge(first)
  const [off, on] = onShift ? [first, second] : [second, first]
  return { onShift, nextOn: on === NEVER ? null : on, nextOff: off === NEVER ? null : off }
}
