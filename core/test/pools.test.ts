import { expect, test } from 'vitest'
import { type AccountConfig, configure, type GroupId, poolRouting, Router } from '../index.ts'
import { type RouterEvent, type SkillId, time } from '../index.ts'

const account: AccountConfig = {
  ...{ smartCapacity: false, maxSlots: 1, skills: [{ id: 'one' }, { id: 'two' }] },
  groups: [{ id: 'pool' }],
  agents: ['p1', 'p2', 'p3'].map((id) => ({ id, skills: ['one', 'two'], group: 'pool' })),
}
const pool = 0 as GroupId
const [one, two] = [0, 1] as SkillId[]

/** Who was given what while `reserve` agents are kept from class one, and class two comes first. */
function given(kept: number, events: readonly object[]): string[] {
  const policy = poolRouting({
    pools: [[pool], [pool]],
    classes: [[two, one]],
    reserve: (skill) => (skill === one ? kept : 0),
  })
  const router = new Router({ ...configure(account), policy })
  for (const event of events) router.apply(event as RouterEvent)
  const rows = Array.from({ length: router.trace.length }, (_, i) => router.trace.at(i))
  return rows.flatMap((row) =>
    row.type === 'assigned' ? [`${row.at}: ${row.conversation} ${row.by}`] : [],
  )
}
const opened = (at: number, skill: number) => ({
  ...{ type: 'conversation.opened', at: time(at), conversation: at, skill },
})
const closed = (at: number, conversation: number) => ({
  ...{ type: 'conversation.closed', at: time(at), conversation, by: 'agent' },
})
const is = (at: number, agent: number, presence: number) => ({
  ...{ type: 'agent.presenceSet', at: time(at), agent, presence },
})

test('whoever frees takes the class that their pool prefers, though another waits longer', () => {
  const events = [opened(1, one), opened(2, two), opened(3, one), opened(4, two)]
  const came = given(0, [...events, is(5, 0, 3), closed(6, 2), closed(7, 4), closed(8, 1)])
  expect(came).toEqual(['5: 2', '6: 4', '7: 1', '8: 3'].map((one) => `${one} onlyOne`))
})

test('a reserve closes for everybody when one more is busy, and opens when one more is free', () => {
  const online = [0, 1, 2].map((agent) => is(0, agent, 3))
  const came = given(1, [
    ...online,
    // Three are free, then two: the last one is kept.
    ...[opened(1, one), opened(2, one), opened(3, one), opened(4, one)],
    // The second is free again: one more than is kept.
    closed(5, 1),
    // The kept one is for class two; whoever frees then is kept in turn.
    ...[opened(6, two), closed(7, 2)],
    ...[is(8, 0, 1), is(9, 1, 1), is(10, 2, 1), closed(11, 3), closed(12, 6)],
    // Of three who come back, the second and the third open the reserve.
    ...[opened(13, one), opened(14, one), is(15, 0, 3), is(16, 1, 3), is(17, 2, 3)],
  ])
  expect(came).toEqual([
    ...['1: 1 random', '2: 2 random', '5: 3 random', '6: 6 onlyOne'],
    // Not only who came opened it: the one before them may take it as well.
    ...['16: 4 random', '17: 13 random'],
  ])
})

test('pools are ranked by their place, and the trace says so', () => {
  const groups = [{ id: 'far' }, { id: 'near' }]
  const agents = [0, 1].map((n) => ({ id: `p${n}`, skills: ['one'], group: groups[n].id }))
  const [far, near] = [0, 1] as GroupId[]
  const policy = poolRouting({
    ...{ pools: [[near, far]], classes: [[one], [one]], reserve: () => 0 },
  })
  const config = configure({ ...account, skills: [{ id: 'one' }], groups, agents })
  const router = new Router({ ...config, policy })
  for (const event of [is(0, 0, 3), is(0, 1, 3), opened(1, one)])
    router.apply(event as unknown as RouterEvent)
  expect(router.trace.at(router.trace.length - 1)).toMatchObject({ agent: 1, by: 'poolOrder' })
})
