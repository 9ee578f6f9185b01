import { expect, test } from 'vitest'
import { Hands } from '../hands.ts'
import type { AgentId, ConversationId } from '../units.ts'

const [ana, bo] = [0, 1] as AgentId[]
const row = (n: number) => n as ConversationId
const held = (hands: Hands, agent: AgentId) => [...hands.of(agent)].sort((a, b) => a - b)

test('each agent holds their own rows, however many there are', () => {
  const hands = new Hands(2)
  for (let n = 0; n < 300; n++) hands.add(n % 3 === 0 ? ana : bo, row(n))
  const all = Array.from({ length: 300 }, (_, n) => n)
  expect(held(hands, ana)).toEqual(all.filter((n) => n % 3 === 0))
  // The first, the last and those between them.
  for (let n = 0; n < 300; n += 2) hands.remove(n % 3 === 0 ? ana : bo, row(n))
  expect(held(hands, ana)).toEqual(all.filter((n) => n % 3 === 0 && n % 2 === 1))
  expect(held(hands, bo)).toEqual(all.filter((n) => n % 3 !== 0 && n % 2 === 1))
  hands.add(ana, row(2))
  expect(held(hands, ana)).toContain(2)
})

test('the first room is filled to its last row before there is more', () => {
  for (const n of [63, 64, 65, 128]) {
    const hands = new Hands(1)
    for (const one of [n, 1, n - 1]) hands.add(ana, row(one))
    expect(held(hands, ana)).toEqual([1, n - 1, n])
    hands.remove(ana, row(n))
    expect(held(hands, ana)).toEqual([1, n - 1])
  }
})
