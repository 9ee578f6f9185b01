import { expect, test } from 'vitest'
import { replyTime } from '../index.ts'

const at = (d: number, h: number, min: number, s: number) =>
  (((d * 24 + h) * 60 + min) * 60 + s) * 1000

test('Example 17.4: an expected response is said in its two largest units, truncated', () => {
  expect(replyTime(at(0, 26, 59, 59))).toBe('1 day 2 hours')
  expect(replyTime(at(0, 3, 5, 59))).toBe('3 hours 5 minutes')
  expect(replyTime(at(0, 24, 40, 0))).toBe('1 day')
})

test('one is singular, seconds stand alone, and what is shorter has no words', () => {
  expect(replyTime(at(1, 1, 0, 0))).toBe('1 day 1 hour')
  expect(replyTime(at(0, 0, 1, 1))).toBe('1 minute 1 second')
  expect(replyTime(at(0, 0, 0, 59) + 999)).toBe('59 seconds')
  expect([replyTime(999), replyTime(0), replyTime(-60_000)]).toEqual(['', '', ''])
})
