import { expect, test } from 'vitest'
import { readClock, readDateTime } from '../wall.ts'

test('a time of day has two digits of hours and of minutes, and nothing else', () => {
  expect(['00:00', '08:30', '23:59'].map(readClock)).toEqual([0, 510, 1439])
  for (const text of ['', '8:30', '24:00', '23:60', '08:30:00', ' 08:30', 'noon'])
    expect(readClock(text)).toBeNull()
})

test('a day is one of the calendar, with a time of day', () => {
  for (const text of ['2024-02-29T00:00', '2023-12-31T23:59', '2000-02-29T08:30'])
    expect(readDateTime(text)).toBe(Date.parse(`${text}Z`))
  for (const text of [
    ...['2023-02-29T00:00', '2024-04-31T00:00', '2024-13-01T00:00', '2024-00-01T00:00'],
    ...['2024-01-00T00:00', '2024-12-32T00:00', '2024-01-01T24:00', '2024-01-01', '24-01-01T00:00'],
  ])
    expect(readDateTime(text)).toBeNull()
})
