import { expect, test } from 'vitest'
import { configure, type AccountConfig } from '../../index.ts'
import { schedules, zoneOf } from '../index.ts'
import type { Time } from '../../units.ts'

const noon = Date.UTC(2024, 5, 3, 12) as Time

test('no hours at all are hours without end, stated as null or not at all', () => {
  for (const attached of [{}, { workingHoursId: null }, { specialOccasionsId: null }])
    expect(schedules({}).of('skill "a"', attached).isOpen(noon)).toBe(true)
  const account: AccountConfig = {
    ...{ skills: [{ id: 'a', workingHoursId: null }], agents: [] },
    hours: { mode: 'automatic', workingHoursId: null, specialOccasionsId: null },
  }
  expect(configure(account).skills[0].schedule.isOpen(noon)).toBe(true)
})

test('hours that there are not are refused with those that there are', () => {
  expect(() => schedules({}).of('skill "a"', { workingHoursId: 'nights' })).toThrow(
    'skill "a": unknown working hours "nights"; known: ',
  )
})

test('an offset is no zone of the database', () => {
  for (const id of ['+01:00', '-05:00', 'Europe/Nowhere'])
    expect(() => zoneOf(id)).toThrow(`zone "${id}" is not in the time-zone database`)
})

test('before the zones had rules clocks went by the sun, and after the last rule by the last', () => {
  const berlin = zoneOf('Europe/Berlin')
  const offsets = [
    ...[-9000, 1300, 1700, 1799].map((year) => Date.UTC(year, 0, 15)),
    // The first instant of 1800 and the one before it.
    ...[Date.UTC(1800, 0), Date.UTC(1800, 0) - 1],
  ].map((at) => berlin.offsetAt(at as Time) / 1000)
  // 53 min 28 s ahead of Greenwich.
  expect(offsets).toEqual(offsets.map(() => 3208))
  const late = [2299, 2300, 2700, 9000].flatMap((year) =>
    [0, 6].map((month) => berlin.offsetAt(Date.UTC(year, month, 15) as Time) / 3_600_000),
  )
  expect(late).toEqual([1, 2, 1, 2, 1, 2, 1, 2])
})
