import { expect, test } from 'vitest'
import {
  type AccountConfig,
  configure,
  type ConversationKey,
  type GroupId,
  levelPreference,
  type Policy,
  poolRouting,
  Router,
  type RouterEvent,
  routings,
  type SkillId,
  time,
} from '../index.ts'

const team: AccountConfig = {
  ...{ smartCapacity: false, maxSlots: 3, skills: [{ id: 'chat' }] },
  agents: ['ana', 'bo', 'cy'].map((id) => ({ id, skills: ['chat'] })),
}
const online = (n: number): RouterEvent[] =>
  Array.from({ length: n }, (_, agent) => ({
    ...{ type: 'agent.presenceSet', at: time(0), agent: agent as never, presence: 3 },
  }))
const opened = (at: number, skill = 0): RouterEvent => ({
  ...{ type: 'conversation.opened', at: time(at), skill: skill as SkillId },
  conversation: at as ConversationKey,
})
const closed = (at: number, conversation: number): RouterEvent => ({
  ...{ type: 'conversation.closed', at: time(at), by: 'agent' },
  conversation: conversation as ConversationKey,
})

/** Who was given what, in order. */
function given(account: AccountConfig, policy: Policy, events: readonly RouterEvent[]): string[] {
  const router = new Router({ ...configure(account), policy })
  for (const event of events) router.apply(event)
  const rows = Array.from({ length: router.trace.length }, (_, i) => router.trace.at(i))
  return rows.flatMap((row) =>
    row.type === 'assigned' ? [`${row.conversation} ${account.agents[row.agent].id}`] : [],
  )
}
const arrivals = (n: number) => Array.from({ length: n }, (_, i) => opened(i + 1))

test('the most loaded agent with room is filled before the next one gets anything', () => {
  const who = given(team, routings.mostLoaded, [...online(3), ...arrivals(9)])
  const names = who.map((one) => one.split(' ')[1])
  expect(new Set(names.slice(0, 3)).size).toBe(1)
  expect(new Set(names.slice(3, 6)).size).toBe(1)
  expect(new Set(names).size).toBe(3)
})

test('levels are preferred in the order stated', () => {
  const policy = levelPreference([1, 0, 2])
  const names = given(team, policy, [...online(3), ...arrivals(4)]).map((one) => one.split(' ')[1])
  // The first opens a level 1, which the second goes to; then there is nobody at level 1.
  expect(names[1]).toBe(names[0])
  expect(names[2]).not.toBe(names[0])
  expect(names[3]).toBe(names[2])
})

test('a random agent is each alike, a random slot goes by how many are free', () => {
  const account = {
    ...team,
    agents: [
      { id: 'ana', skills: ['chat'], maxSlots: 1 },
      { id: 'bo', skills: ['chat'], maxSlots: 3 },
    ],
  }
  const events = [
    ...online(2),
    ...Array.from({ length: 4000 }, (_, i) => [opened(i + 1), closed(i + 1, i + 1)]).flat(),
  ]
  const share = (policy: Policy) =>
    given(account, policy, events).filter((one) => one.endsWith('ana')).length / 4000
  // Within 4 standard errors of 1/2 and of 1/4.
  expect(Math.abs(share(routings.randomAgent) - 0.5)).toBeLessThan(0.032)
  expect(Math.abs(share(routings.randomSlot) - 0.25)).toBeLessThan(0.028)
})

test('classes prefer pools, pools prefer classes, and a reserve keeps agents free', () => {
  const account: AccountConfig = {
    ...{ smartCapacity: false, maxSlots: 1, skills: [{ id: 'one' }, { id: 'two' }] },
    groups: [{ id: 'first' }, { id: 'second' }],
    agents: [
      { id: 'f1', skills: ['one', 'two'], group: 'first' },
      { id: 's1', skills: ['one', 'two'], group: 'second' },
      { id: 's2', skills: ['one', 'two'], group: 'second' },
    ],
  }
  const [first, second] = [0, 1] as GroupId[]
  const [one, two] = [0, 1] as SkillId[]
  const policy = poolRouting({
    pools: [
      [first, second],
      [second, first],
    ],
    classes: [
      [one, two],
      [two, one],
    ],
    reserve: (skill, group) => (skill === one && group === second ? 1 : 0),
  })
  const who = given(account, policy, [
    ...online(3),
    ...[opened(1, 0), opened(2, 0), opened(3, 0), opened(4, 1), opened(5, 0), opened(6, 1)],
    // Both classes wait: who frees in the second pool takes class two, in the first class one.
    ...[closed(7, 4), closed(8, 1), closed(9, 2), closed(10, 6)],
  ])
  expect(who.map((text) => text.replace(/s[12]/, 's'))).toEqual([
    ...['1 f1', '2 s', '4 s', '6 s', '3 f1'],
    // One of the two is free, then both: only now class one may use the second pool.
    '5 s',
  ])
})
