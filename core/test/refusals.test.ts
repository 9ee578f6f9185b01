import { expect, test } from 'vitest'
import {
  type AccountConfig,
  configure,
  minutes,
  NEVER,
  Router,
  type RouterEvent,
  time,
} from '../index.ts'

const account = {
  skills: [{ id: 'a' }, { id: 'b' }, { id: 'c', deleted: true }],
  agents: [
    { id: 'ana', skills: ['a'] },
    { id: 'bo', skills: ['a', 'b'] },
    { id: 'cy', skills: ['a'], enabled: false },
  ],
} as const satisfies AccountConfig

/** What came of the last event. */
function last(events: readonly object[], some: AccountConfig = account): string[] {
  const router = new Router(configure(some))
  let before = 0
  for (const event of events) {
    before = router.trace.length
    router.apply(event as RouterEvent)
  }
  return Array.from({ length: router.trace.length - before }, (_, i) => {
    const row = router.trace.at(before + i)
    return 'refusal' in row ? `refused: ${row.refusal}` : row.type
  })
}
const opened = { type: 'conversation.opened', at: 1, conversation: 1, skill: 0 }
const suggests = (more: object) =>
  last([opened, { type: 'conversation.suggested', at: 2, conversation: 1, agent: -1, ...more }])

test('a conversation is suggested with a skill of the agent, and with no other', () => {
  expect(suggests({ to: 0 })).toContain('suggested')
  expect(suggests({ to: 1, skill: 1 })).toContain('suggested')
  // They hold its skill: what was chosen does not count.
  expect(suggests({ to: 1, skill: 2 })).toEqual(['refused: unknownSkill'])
  expect(suggests({ to: 2 })).toEqual(['refused: transferNotAllowed'])
  expect(suggests({ to: 3 })).toEqual(['refused: unknownAgent'])
  expect(suggests({ to: 0, agent: 3 })).toEqual(['refused: unknownAgent'])
  expect(suggests({ to: 0, conversation: 2 })).toEqual(['refused: unknownConversation'])
})

test('a skill that was chosen and is not theirs is refused', () => {
  const others = {
    ...account,
    agents: [{ id: 'ana', skills: ['b', 'a'] }],
    skills: [{ id: 'a' }, { id: 'b' }, { id: 'd' }],
  }
  const open = { ...opened, skill: 2 }
  const suggest = { type: 'conversation.suggested', at: 2, conversation: 1, agent: -1, to: 0 }
  expect(last([open, { ...suggest, skill: 1 }], others)).toContain('suggested')
  expect(last([open, { ...suggest, skill: 2 }], others)).toEqual(['refused: transferNotAllowed'])
})

test('time goes on to an instant that is not past, and not for ever', () => {
  const router = new Router(configure(account))
  router.advance(time(5))
  router.advance(time(5))
  expect(router.now).toBe(5)
  expect(() => router.advance(time(4))).toThrow('cannot advance from 5 to 4')
  expect(() => router.advance(NEVER)).toThrow('cannot advance from 5 to Infinity')
  expect(() => router.advance(Number.NaN as never)).toThrow('cannot advance from 5 to NaN')
  router.advance(time(Number.MAX_SAFE_INTEGER))
  expect(router.now).toBe(Number.MAX_SAFE_INTEGER)
})

test('a router says when it acts by itself next, and that it never will', () => {
  const router = new Router(configure(account))
  expect(router.deadline).toBe(NEVER)
  router.apply({ ...opened, at: 7 } as never)
  // The due of an hour, passed a millisecond later.
  expect(router.deadline).toBe(7 + 3_600_000 + 1)
  router.advance(router.deadline)
  // What the agents owe is not closed.
  expect(router.deadline).toBe(NEVER)
})

test('a snapshot of more skills or agents than there are is refused', () => {
  const router = new Router(configure(account))
  router.apply({ ...opened, skill: 1 } as never)
  const kept = router.snapshot()
  const resumed = (skills: number, agents: number) => () =>
    new Router(
      configure({
        skills: account.skills.slice(0, skills),
        agents: Array.from({ length: agents }, (_, i) => ({ id: `agent ${i}`, skills: ['a'] })),
      }),
      undefined,
      kept,
    )
  expect(resumed(3, 3)).not.toThrow()
  expect(resumed(2, 3)).toThrow('the snapshot uses skill 2, the configuration has 2')
  expect(resumed(3, 2)).toThrow('the snapshot has 3 agents, the configuration 2')
})

test('after a restore the one that waits longest is still that, whatever its row', () => {
  const config = configure({
    skills: [
      {
        id: 'a',
        overflow: [
          {
            ...{ metric: 'oldestWait', op: 'above', on: minutes(10), off: minutes(5) },
            ...{ after: minutes(0), mode: 'add', skill: 'b' },
          },
        ],
      },
      { id: 'b' },
    ],
    agents: [],
  })
  // Whoever comes later has the smaller number.
  const open = (n: number, skill = 0) => ({
    ...{ type: 'conversation.opened', at: minutes(n), conversation: 100 - n, skill },
  })
  const closed = { type: 'conversation.closed', at: minutes(3), conversation: 99, by: 'consumer' }
  const play = (router: Router, events: readonly object[]) => {
    for (const event of events) router.apply(event as RouterEvent)
    return router
  }
  // The third has the row of the first, before the second's.
  const before = [open(1), open(2), closed, open(3)]
  // Others come, for a pass looks.
  const after = [11, 12, 13, 14].map((n) => open(n, 1))
  const widened = ({ trace }: Router) =>
    Array.from({ length: trace.length - trace.base }, (_, i) => trace.at(trace.base + i)).flatMap(
      (row) => (row.type === 'widened' ? [row.at / 60_000] : []),
    )
  const kept = play(new Router(config), before).snapshot()
  const resumed = play(new Router(config, undefined, kept), after)
  expect(widened(resumed)).toEqual(widened(play(new Router(config), [...before, ...after])))
  expect(widened(resumed)).not.toEqual([])
})

test('what bears a tag is of its class', () => {
  const some: AccountConfig = {
    ...{ skills: [{ id: 'a' }], agents: [{ id: 'ana', skills: ['a'], maxSlots: 1 }] },
    classes: [{ when: { tag: 'vip' }, tier: 1 }],
  }
  const router = new Router(configure(some))
  const open = (conversation: number, tags?: string[]) =>
    router.apply({ ...opened, at: conversation, conversation, ...(tags && { tags }) } as never)
  open(1)
  open(2, ['refund'])
  open(3, ['refund', 'vip'])
  router.apply({ type: 'agent.presenceSet', at: time(9), agent: 0 as never, presence: 3 })
  const rows = Array.from({ length: router.trace.length }, (_, i) => router.trace.at(i))
  expect(rows.flatMap((row) => (row.type === 'assigned' ? [row.conversation] : []))).toEqual([3])
})
