import { expect, test } from 'vitest'
import { DeadlineKind, Deadlines } from '../deadlines.ts'
import { NEVER, time } from '../index.ts'

const { autoClose, duePassed } = DeadlineKind
/** Rows in the order in which they fire. */
const fired = (deadlines: Deadlines) => {
  const rows: number[] = []
  while (deadlines.next < NEVER) {
    rows.push(deadlines.nextRow)
    deadlines.cancel(deadlines.nextKind, deadlines.nextRow)
  }
  return rows
}

test('deadlines of one instant run by kind, then by name', () => {
  const deadlines = new Deadlines()
  deadlines.set(autoClose, 1, time(5), 10)
  deadlines.set(autoClose, 2, time(5), 9)
  deadlines.set(duePassed, 3, time(5), 11)
  deadlines.set(autoClose, 4, time(4), 12)
  expect(deadlines.at(autoClose, 2)).toBe(5)
  expect(deadlines.at(duePassed, 2)).toBe(NEVER)
  expect(fired(deadlines)).toEqual([4, 3, 2, 1])
})

test('a deadline that stays where it is takes the name of who has its row now', () => {
  const deadlines = new Deadlines()
  deadlines.set(autoClose, 1, time(5), 10)
  deadlines.set(autoClose, 2, time(5), 9)
  deadlines.set(autoClose, 1, time(5), 8)
  expect(fired(deadlines)).toEqual([1, 2])
})
