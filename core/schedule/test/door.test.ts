import { expect, test } from 'vitest'
import type { Time } from '../../units.ts'
import {
  always,
  type OccasionConfig,
  type ScheduleConfig,
  schedules,
  type Weekday,
  type WorkingHoursConfig,
} from '../index.ts'

const office: WorkingHoursConfig = {
  id: 'office',
  zone: 'Europe/Berlin',
  events: [{ weekday: 'mon', start: '08:00', end: '20:00' }],
}
const fair: OccasionConfig = {
  ...{ name: 'fair', working: true, start: '2026-03-02T10:00', end: '2026-03-02T18:00' },
}
const refused = (written: ScheduleConfig) => () => schedules(written)
const event = (weekday: string, start: string, end: string) =>
  refused({
    workingHours: [{ ...office, events: [{ weekday: weekday as Weekday, start, end }] }],
  })
const occasion = (changed: Partial<OccasionConfig>) =>
  refused({ specialOccasions: [{ id: 'x', occasions: [{ ...fair, ...changed }] }] })

test('working hours are checked, and the place, the value and the bound are told', () => {
  const place = 'working hours "office"'
  const bad = (changed: Partial<WorkingHoursConfig>) =>
    refused({ workingHours: [{ ...office, ...changed }] })
  expect(bad({ zone: 'Europe/Atlantis' })).toThrow(
    `${place}: zone "Europe/Atlantis" is not in the time-zone database`,
  )
  expect(bad({ zone: '+01:00' })).toThrow('zone "+01:00" is not in the time-zone database')
  expect(bad({ name: 'n'.repeat(51) })).toThrow(
    `${place}: name has 51 characters, which is more than 50`,
  )
  expect(bad({ description: 'n'.repeat(201) })).toThrow('which is more than 200')
  expect(event('Monday', '08:00', '09:00')).toThrow(
    `${place}: event 1: weekday "Monday" is none of mon, tue, wed, thu, fri, sat, sun`,
  )
  expect(event('mon', '08:02', '09:00')).toThrow(
    `${place}: event 1: start "08:02" is not HH:MM in steps of 5 minutes`,
  )
  for (const wrong of ['8:00', '24:00', '12:60', '', '23:58'])
    expect(event('mon', '07:00', wrong)).toThrow(`end "${wrong}" is not HH:MM`)
  expect(event('mon', '22:00', '06:00')).toThrow(
    `${place}: event 1: end 06:00 is not later than start 22:00; a night is split`,
  )
  expect(event('mon', '08:00', '08:00')).toThrow('is not later than start')
  expect(event('mon', '00:00', '23:59')).not.toThrow()
})

test('special occasions are checked, and the place, the value and the bound are told', () => {
  const place = 'special occasions "x": occasion 1 "fair"'
  for (const wrong of ['2026-02-29T10:00', '2026-13-01T10:00', '2026-03-02', '1899-12-31T10:00'])
    expect(occasion({ start: wrong })).toThrow(
      `${place}: start "${wrong}" is not a YYYY-MM-DDTHH:MM in 1900..2199`,
    )
  expect(occasion({ start: '2024-02-29T10:00' })).not.toThrow()
  expect(occasion({ end: '2026-03-02T10:00' })).toThrow(
    `${place}: end 2026-03-02T10:00 is not later than start 2026-03-02T10:00`,
  )
  expect(occasion({ repeatDaily: 0 })).toThrow(
    `${place}: repeatDaily 0 is not a whole number in 1..366 days`,
  )
  const closed = { working: false, start: '2026-03-01T00:00' }
  expect(occasion({ ...closed, end: '2026-03-30T23:59' })).not.toThrow()
  expect(occasion({ ...closed, end: '2026-03-31T12:00' })).toThrow(
    `${place}: not working for 30.5 days is more than 30`,
  )
  expect(occasion({ ...closed, end: '2026-03-01T23:59', repeatDaily: 31 })).toThrow(
    'not working for 31 days is more than 30',
  )
  expect(occasion({ end: '2026-12-02T18:00' })).not.toThrow()
})

test('objects have names of their own, and only known ones are attached', () => {
  expect(refused({ workingHours: [office, office] })).toThrow('"office" is defined twice')
  expect(refused({ workingHours: [{ ...office, id: '' }] })).toThrow(
    'working hours 1: the id is empty',
  )
  const { of } = schedules({ workingHours: [office] })
  expect(() => of('skill "a"', { workingHoursId: 'ofice' })).toThrow(
    'skill "a": unknown working hours "ofice"; known: office',
  )
  const special = schedules({ specialOccasions: [{ id: 'x', occasions: [fair] }] })
  expect(() => special.of('skill "a"', { specialOccasionsId: 'x' })).toThrow(
    'skill "a": special occasions without working hours need a zone',
  )
})

test('the mode is checked', () => {
  const mode = (hours: unknown) => refused({ hours } as ScheduleConfig)
  expect(mode({ mode: 'off' })).toThrow('account: hours mode "off" is none of automatic, manual')
  expect(mode({ mode: 'manual', shift: 'ajar' })).toThrow('shift "ajar" is none of open, closed')
  expect(mode({ mode: 'manual', shift: 'closed', nextShiftAt: 0.5 })).toThrow(
    'account: hours nextShiftAt 0.5 is not a whole number of ms',
  )
  expect(refused({ lastMinute: 'half' } as unknown as ScheduleConfig)).toThrow('"half" is none of')
})

test('what a skill attaches replaces the object of that kind wholly; manual goes for all', () => {
  const nights: WorkingHoursConfig = {
    ...{ id: 'nights', zone: 'UTC' },
    events: [{ weekday: 'mon', start: '20:00', end: '23:59' }],
  }
  const written: ScheduleConfig = {
    workingHours: [office, nights],
    specialOccasions: [
      { id: 'fairs', occasions: [fair] },
      { id: 'none', occasions: [] },
    ],
    hours: { mode: 'automatic', workingHoursId: 'office', specialOccasionsId: 'fairs' },
  }
  const made = schedules(written)
  const isOpen = (attached: object, hour: number) =>
    made.of('skill', attached).isOpen(Date.UTC(2026, 2, 2, hour) as Time)
  expect(made.of('skill', {})).toBe(made.account)
  expect(made.of('skill', { workingHoursId: 'office' })).toBe(made.account)
  // The fair, 10:00 to 18:00 in Berlin, replaces the hours of that Monday.
  expect([8, 10, 18].map((hour) => isOpen({}, hour))).toEqual([false, true, false])
  const unfair = { specialOccasionsId: 'none' }
  expect([8, 10, 18].map((hour) => isOpen(unfair, hour))).toEqual([true, true, true])
  const alone = { workingHoursId: 'nights', specialOccasionsId: 'none' }
  expect([8, 10, 21].map((hour) => isOpen(alone, hour))).toEqual([false, false, true])
  const manual = schedules({ ...written, hours: { mode: 'manual', shift: 'open' } })
  expect(manual.of('skill', alone)).toBe(always)
  expect(() => manual.of('skill', { workingHoursId: 'x' })).toThrow('unknown working hours "x"')
  // What the account attaches is inherited by hand as well: its zone is that of these occasions.
  const byHand = { ...written, hours: { ...written.hours, mode: 'manual', shift: 'open' } } as const
  expect(schedules(byHand).of('skill', { specialOccasionsId: 'fairs' })).toBe(always)
})

test('an end at 23:59 loses its last minute only if it is meant literally', () => {
  const written: ScheduleConfig = {
    workingHours: [
      { ...office, zone: 'UTC', events: [{ weekday: 'mon', start: '22:00', end: '23:59' }] },
    ],
    hours: { mode: 'automatic', workingHoursId: 'office' },
  }
  const t = Date.UTC(2026, 2, 2, 23, 0) as Time
  expect(schedules(written).account.nextEdge(t)).toBe(Date.UTC(2026, 2, 3))
  const literal = schedules({ ...written, lastMinute: 'literal' }).account
  expect(literal.nextEdge(t)).toBe(Date.UTC(2026, 2, 2, 23, 59))
})
