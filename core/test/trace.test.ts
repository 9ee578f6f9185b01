import { expect, test } from 'vitest'
import { Kind } from '../codes.ts'
import { Trace } from '../trace.ts'
import type { AgentId, ConversationKey, SkillId, Time } from '../index.ts'

/** A row by its number: every column says something else in each. */
function tell(trace: Trace, row: number): void {
  trace.push(
    ...([row, Kind.waiting, row + 0.5, row % 7, row % 5, row % 3, -row, row * 2] as unknown as [
      Time,
      Kind,
      ConversationKey,
      AgentId,
      SkillId,
      number,
      number,
      number,
    ]),
  )
}

/** Rows `from` to `to`, told to a trace that begins with room for four. */
function told(to: number, trace = new Trace([], 4), from = 0): Trace {
  for (let row = from; row < to; row++) tell(trace, row)
  return trace
}

test('a trace that forgets hashes as one that keeps everything', () => {
  const whole = told(100)
  const trimmed = told(40)
  trimmed.hash()
  trimmed.forget(30)
  told(70, trimmed, 40)
  trimmed.hash()
  trimmed.forget(70)
  expect(trimmed.latest).toBe(Number.NEGATIVE_INFINITY)
  told(100, trimmed, 70)
  expect(trimmed.hash()).toBe(whole.hash())
  expect(trimmed.latest).toBe(99)
  for (const row of [70, 85, 99]) expect(trimmed.at(row)).toEqual(whole.at(row))
})

test('every column of every row is in the hash', () => {
  const plain = told(9).hash()
  expect(plain).toMatch(/^[0-9a-f]{16}$/)
  for (const row of [0, 4, 8])
    for (const column of [
      'at',
      'kind',
      'conversation',
      'agent',
      'skill',
      'why',
      'value',
    ] as const) {
      const other = told(9)
      other.columns[column][row]++
      expect(other.hash(), `${column} of row ${row}`).not.toBe(plain)
    }
})

test('a row that is forgotten or not there yet is refused by its number', () => {
  const trace = told(5)
  trace.hash()
  trace.forget(2)
  expect(() => trace.at(1)).toThrow('trace row 1 is not in 2..4')
  expect(() => trace.at(5)).toThrow('trace row 5 is not in 2..4')
  expect(trace.at(2)).toMatchObject({ at: 2 })
  expect(trace.at(4)).toMatchObject({ at: 4 })
})

test('rows that were forgotten before they were hashed cannot be hashed any more', () => {
  const trace = told(5)
  trace.forget(2)
  expect(() => trace.hash()).toThrow('rows 0..1 were forgotten before hashing')
})
