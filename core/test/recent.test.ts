import { expect, test } from 'vitest'
import { minutes, type Time } from '../index.ts'
import { Recent } from '../recent.ts'

const at = (n: number) => minutes(n) as number as Time

test('what happened half an hour ago is out of the window, a millisecond less is in it', () => {
  const recent = new Recent()
  recent.add(at(0), true)
  recent.add(at(10), false)
  recent.add(at(20), true)
  expect(recent.count((at(30) - 1) as Time)).toBe(3)
  expect(recent.rate((at(30) - 1) as Time)).toBe(2 / 3)
  expect(recent.count(at(30))).toBe(2)
  expect(recent.rate(at(30))).toBe(1 / 2)
  expect(recent.rate(at(40))).toBe(1)
  expect(recent.rate(at(50))).toBeNull()
  expect(recent.keep(at(50))).toEqual([])
})

test('half an hour of ten thousand is counted as one of a few, and its room is used again', () => {
  const recent = new Recent()
  const second = (n: number) => (n * 1000) as Time
  for (let n = 0; n < 10_000; n++) recent.add(second(n), n % 4 === 0)
  expect(recent.count(second(9999))).toBe(1800)
  expect(recent.rate(second(9999))).toBe(1 / 4)
  const { all } = recent as unknown as { all: readonly unknown[] }
  expect(all.length).toBeLessThan(2 * 1800 + 1024)
})

test('what is kept and restored counts on as what was never put down', () => {
  const recent = new Recent()
  for (let n = 0; n < 40; n++) recent.add(at(n), n % 3 === 0)
  const other = new Recent()
  other.add(at(1), true)
  other.restore(recent.keep(at(39)))
  for (const now of [39, 45, 60, 80]) {
    expect(other.count(at(now))).toBe(recent.count(at(now)))
    expect(other.rate(at(now))).toBe(recent.rate(at(now)))
  }
})
