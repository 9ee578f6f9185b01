import fc from 'fast-check'
import { expect } from 'vitest'
import { type Law, law } from '../../test/law.ts'
import { after, type Duration, NEVER, time, type Time } from '../../units.ts'
import type { Schedule, ScheduleConfig } from '../index.ts'
import { PERIOD } from '../wall.ts'
import { anyInstant, fresh, instant, span, wideInstant, written } from './histories.ts'
import * as model from './model.ts'

const DAY = 86_400_000
const dateOf = (t: number) => new Date(t).toISOString().slice(0, 10)

/** The schedule walks as minutes do, for 12 days from `t`. */
function agrees(config: ScheduleConfig, t: Time, d: Duration): void {
  const until = t + 12 * DAY
  const rules = model.modelOf(config, dateOf(t - 3 * DAY), dateOf(until + 3 * DAY))
  const schedule = fresh(config)
  expect(schedule.isOpen(t)).toBe(model.isOpen(rules, t))
  const due = model.addBusiness(rules, t, d, until)
  const added = schedule.addBusiness(t, d)
  if (due === null) expect(added).toBeGreaterThan(until)
  else expect(added).toBe(due)
  const later = after(t, d)
  expect(schedule.businessElapsed(t, later)).toBe(model.businessElapsed(rules, t, later))
  const edge = model.nextEdge(rules, t, until)
  if (edge === null) expect(schedule.nextEdge(t)).toBeGreaterThanOrEqual(until)
  else expect(schedule.nextEdge(t)).toBe(edge)
}

function inverse(schedule: Schedule, t: Time, d: Duration): void {
  const due = schedule.addBusiness(t, d)
  if (due === NEVER || d === 0) return
  expect(schedule.businessElapsed(t, due)).toBe(d)
  // The earliest such instant: the millisecond before it is open.
  expect(schedule.isOpen(time(due - 1))).toBe(true)
}

function monotone(schedule: Schedule, t: Time, d: Duration, more: Duration): void {
  const later = after(t, more)
  const passed = schedule.openUpTo(later) - schedule.openUpTo(t)
  expect(passed).toBeGreaterThanOrEqual(0)
  expect(passed).toBeLessThanOrEqual(more)
  const due = schedule.addBusiness(t, d)
  if (due === NEVER) return
  expect(schedule.addBusiness(later, d)).toBeGreaterThanOrEqual(due)
  expect(schedule.addBusiness(t, (d + more) as Duration)).toBeGreaterThanOrEqual(due)
}

function cut(schedule: Schedule, t: Time, d: Duration, more: Duration): void {
  const middle = schedule.addBusiness(t, d)
  const end = schedule.addBusiness(t, (d + more) as Duration)
  if (middle === NEVER) expect(end).toBe(NEVER)
  else expect(schedule.addBusiness(middle, more)).toBe(end)
  const [b, c] = [after(t, d), after(after(t, d), more)]
  const parts = schedule.businessElapsed(t, b) + schedule.businessElapsed(b, c)
  expect(parts).toBe(schedule.businessElapsed(t, c))
}

/** All that can be asked at one instant. */
const answers = (schedule: Schedule, t: Time, d: Duration) => ({
  isOpen: schedule.isOpen(t),
  edge: schedule.nextEdge(t),
  due: schedule.addBusiness(t, d),
  open: schedule.openUpTo(t),
})

function edges(schedule: Schedule, t: Time, between: number): void {
  const edge = schedule.nextEdge(t)
  expect(edge).toBeGreaterThan(t)
  if (edge === NEVER) return
  const now = schedule.isOpen(t)
  const inside = time(t + Math.floor((edge - 1 - t) * between))
  expect([inside, time(edge - 1)].map((at) => schedule.isOpen(at))).toEqual([now, now])
  expect(schedule.isOpen(edge)).toBe(!now)
}

function inZone(config: ScheduleConfig, zone: string): ScheduleConfig {
  return {
    ...config,
    workingHours: config.workingHours!.map((hours) => ({ ...hours, zone })),
    specialOccasions: config.specialOccasions!.map((special) => ({ ...special, zone })),
  }
}

/** Each event in two, which touch at a mark of five minutes. */
function halved(config: ScheduleConfig): ScheduleConfig {
  const workingHours = config.workingHours!.map((hours) => ({
    ...hours,
    events: hours.events.flatMap((event) => {
      const [hour, minute] = event.start.split(':').map(Number)
      const next = new Date(0)
      next.setUTCHours(hour, minute + 5)
      const middle = next.toISOString().slice(11, 16)
      const isShort = middle === event.end || middle === '00:00'
      return isShort
        ? [event]
        : [
            { ...event, end: middle },
            { ...event, start: middle },
          ]
    }),
  }))
  return { ...config, workingHours }
}

/** The laws, each with a mistake that it sees in `breakages.test.ts`. */
export const laws: readonly Law[] = [
  law('model', 'a schedule walks as minutes do', [written, instant, span], agrees),
  law(
    'inverse',
    'as much open time passes until the due as was asked for, and not a millisecond is lost',
    [written, anyInstant, span],
    (config, t, d) => inverse(fresh(config), t, d),
  ),
  law(
    'monotone',
    'who comes later or asks for more is not due earlier',
    [written, anyInstant, span, span],
    (config, t, d, more) => monotone(fresh(config), t, d, more),
  ),
  law(
    'cut',
    'open time may be cut anywhere',
    [written, anyInstant, span, span],
    (config, t, d, more) => cut(fresh(config), t, d, more),
  ),
  law(
    'order',
    'an answer does not depend on what was asked before',
    [written, fc.array(wideInstant, { maxLength: 3 }), instant, span, fc.nat(4 * 3_600_000)],
    (config, before, t, d, near) => {
      const asked = fresh(config)
      // The table is extended by four years at once: the last question is about where it ended.
      for (const at of [t, ...before, time(t + 1461 * DAY - near)])
        expect(answers(asked, at, d)).toEqual(answers(fresh(config), at, d))
    },
  ),
  law(
    'edges',
    'nothing changes before the next edge, and at it something does',
    [written, anyInstant, fc.double({ min: 0, max: 1, noNaN: true })],
    (config, t, between) => edges(fresh(config), t, between),
  ),
  law(
    'merge',
    'where the clocks never change, intervals that touch are one',
    [written, instant, span],
    (config, t, d) => {
      // In a gap they may not be: 02:10 to 03:00 is turned around there, 02:10 to 02:15 is not.
      const steady = inZone(config, 'Asia/Kathmandu')
      expect(answers(fresh(halved(steady)), t, d)).toEqual(answers(fresh(steady), t, d))
    },
  ),
  law(
    'repeat',
    'from 2300 on everything repeats after 400 years',
    [written, fc.integer({ min: Date.UTC(2300, 0), max: 8e15 }), span],
    (config, at, d) => {
      const schedule = fresh(config)
      const now = answers(schedule, at as Time, d)
      const then = answers(schedule, time(at + PERIOD), d)
      expect([then.isOpen, then.edge - PERIOD]).toEqual([now.isOpen, now.edge])
      expect(then.due - PERIOD).toBe(now.due)
      const whole = schedule.openUpTo(time(at + 2 * PERIOD)) - then.open
      expect(then.open - now.open).toBe(whole)
    },
  ),
]
