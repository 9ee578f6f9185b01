import { expect, test } from 'vitest'
import { configure, describe as inWords, type Effect, span } from '../index.ts'

const config = configure({ skills: [{ id: 'a' }], agents: [{ id: 'ana', skills: ['a'] }] })
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000]

test('a duration is told in its two largest units, and nothing as no seconds', () => {
  expect(span(0)).toBe('0 s')
  expect(span(7)).toBe('7 ms')
  expect(span(second - 1)).toBe('999 ms')
  expect(span(second + 5)).toBe('1 s 5 ms')
  expect(span(minute - 1)).toBe('59 s 999 ms')
  expect(span(26 * hour + 59 * minute)).toBe('1 d 2 h')
  expect(span(hour + 59 * second)).toBe('1 h')
  expect(span(400 * day + 23 * hour)).toBe('400 d 23 h')
})

test('a due is to come, now, or past', () => {
  const queued = (due: number | null) =>
    inWords(
      {
        ...{ type: 'queued', at: 100_000, conversation: 1, skill: 0, agent: null },
        ...{ why: 'opened', by: 'opened', due },
      } as unknown as Effect,
      config,
    )
  expect(queued(null)).toBe('conversation 1 queues for a')
  expect(queued(100_000)).toBe('conversation 1 queues for a, due in 0 s')
  expect(queued(100_001)).toBe('conversation 1 queues for a, due in 1 ms')
  expect(queued(99_000)).toBe('conversation 1 queues for a, due 1 s ago')
})
