import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Calendar } from '../index.ts'

/** The same by a list that is sorted anew: by time, ties in the order in which they were set. */
class Sorted {
  readonly entries: { time: number; kind: number; whom: number }[] = []
  set(time: number, kind: number, whom: number): void {
    this.entries.push({ time, kind, whom })
    this.entries.sort((a, b) => a.time - b.time)
  }
  get next(): number {
    return this.entries[0]?.time ?? Infinity
  }
}

const DAY = 86_400_000
/** Takes, and sets so much later than the present: at once, soon, in days, beyond what a key holds. */
const step = fc.oneof(
  fc.constant('take' as const),
  fc.constant('look' as const),
  fc.nat(5),
  fc.nat(10_000),
  fc.nat(20 * DAY),
  fc.integer({ min: 24 * DAY, max: 26 * DAY }),
  fc.nat(400 * DAY),
)

function alike(steps: readonly ('take' | 'look' | number)[], start: number): void {
  const calendar = new Calendar()
  const sorted = new Sorted()
  let now = start
  steps.forEach((one, i) => {
    if (one === 'look') expect(calendar.next).toBe(sorted.next)
    else if (one !== 'take') {
      calendar.set(now + one, i % 8, i)
      sorted.set(now + one, i % 8, i)
    } else if (sorted.entries.length > 0) now = takeBoth(calendar, sorted)
  })
  while (sorted.entries.length > 0) takeBoth(calendar, sorted)
  expect(calendar.next).toBe(Infinity)
}

function takeBoth(calendar: Calendar, sorted: Sorted): number {
  calendar.take()
  const { kind, time, whom } = calendar
  expect({ time, kind, whom }).toEqual(sorted.entries.shift())
  return time
}

test('entries come by time, ties in the order in which they were set, near and far', () =>
  fc.assert(fc.property(fc.array(step, { maxLength: 300 }), fc.constantFrom(0, 1.7e12), alike), {
    numRuns: 500,
  }))

test('entries may be set in any order, years apart', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -2000 * DAY, max: 2000 * DAY })), (times) =>
      alike(times, 0),
    ),
  ))

/** Just short of what a key holds, and just beyond. */
const edge = fc.integer({ min: 2 ** 31 - 3, max: 2 ** 31 + 3 })
const gap = fc.oneof(fc.nat(3), fc.nat(DAY), fc.nat(25 * DAY), edge, fc.nat(60 * DAY))

test('an entry set right after one is taken takes its place, near or far', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.array(gap, { maxLength: 200 }),
      (held, gaps) => {
        const calendar = new Calendar()
        const sorted = new Sorted()
        const set = (time: number, i: number) => {
          calendar.set(time, i % 8, i)
          sorted.set(time, i % 8, i)
        }
        for (let i = 0; i < held; i++) set(i * 7, i)
        gaps.forEach((one, i) => set(takeBoth(calendar, sorted) + one, held + i))
        while (sorted.entries.length > 0) takeBoth(calendar, sorted)
        expect(calendar.next).toBe(Infinity)
      },
    ),
    { numRuns: 500 },
  ))

test('millions of ties keep their order when the numbers are used up and given anew', () => {
  const calendar = new Calendar()
  const waiting = 1000
  // Each comes again a millisecond after it was taken.
  for (let i = 0; i < waiting; i++) calendar.set(0, 1, i)
  for (let taken = 0; taken < 4_500_000; taken++) {
    calendar.take()
    if (calendar.whom !== taken % waiting || calendar.time !== Math.floor(taken / waiting))
      expect([taken, calendar.whom, calendar.time]).toBe('in turn')
    calendar.set(calendar.time + 1, 1, calendar.whom)
  }
  expect(calendar.next).toBe(4500)
})

test('a whom beyond 32 bits comes back whole, and an instant that is not whole is refused', () => {
  const calendar = new Calendar()
  calendar.set(5, 7, 2 ** 40 + 3)
  calendar.take()
  expect([calendar.time, calendar.kind, calendar.whom]).toEqual([5, 7, 2 ** 40 + 3])
  for (const time of [0.5, Number.NaN, Infinity, 1e300])
    expect(() => calendar.set(time, 0, 0)).toThrow(RangeError)
})
