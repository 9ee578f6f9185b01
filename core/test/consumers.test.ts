import { expect, test } from 'vitest'
import { Consumers } from '../consumers.ts'
import { type AgentId, Cause, configure, days, Router } from '../index.ts'
import type { ChannelId, ConsumerKey, RouterEvent, SkillId, Time } from '../index.ts'
import type { Ledger } from '../ledger.ts'

const consumer = (n: number) => n as ConsumerKey
const agent = (n: number) => n as AgentId
const at = (day: number) => (day * 86_400_000) as Time
const channel = 0 as ChannelId
const account = { skills: [{ id: 'a' }], agents: [{ id: 'ana', skills: ['a'] }] }
const closedAt = (day: number) => ({
  ...{ at: at(day), cause: Cause.agent, agent: agent(0), skill: 0 as SkillId, score: null },
})

test('who wrote while holding a conversation is remembered from its close', () => {
  const router = new Router(configure(account))
  const { consumers } = router.view as Ledger
  const events = [
    { type: 'agent.presenceSet', at: 1, agent: 0, presence: 3 },
    { type: 'conversation.opened', at: 2, conversation: 1, skill: 0, consumer: 7 },
    { type: 'agent.wrote', at: 3, conversation: 1, agent: 0 },
    { type: 'conversation.closed', at: 9, conversation: 1, by: 'agent' },
  ] as unknown as RouterEvent[]
  for (const event of events) {
    expect(consumers.lastClosedWith(consumer(7), agent(0))).toBe(-Infinity)
    router.apply(event)
  }
  expect(consumers.lastClosedWith(consumer(7), agent(0))).toBe(9)
  expect(consumers.last(consumer(7))).toEqual({
    at: 9,
    cause: Cause.agent,
    agent: 0,
    skill: 0,
    score: null,
  })
  expect(consumers.count(consumer(7))).toBe(1)
})

test('what is older than anything looks back is forgotten, but not how many there were', () => {
  const consumers = new Consumers(configure({ ...account, historyLookback: days(10) }))
  for (let n = 0; n < 100; n++) {
    consumers.opened(consumer(n), channel)
    consumers.closed(consumer(n), channel, closedAt(n), [agent(0)])
  }
  expect(consumers.keep().past.map((past) => past.consumer)).toEqual(
    Array.from({ length: 11 }, (_, i) => 89 + i),
  )
  expect(consumers.count(consumer(3))).toBe(1)
})

test('of one who keeps coming, agents of long ago are forgotten', () => {
  const consumers = new Consumers(configure({ ...account, historyLookback: days(10) }))
  for (const day of [0, 5, 11]) consumers.closed(consumer(1), channel, closedAt(day), [agent(day)])
  const known = [0, 5, 11].map((n) => consumers.lastClosedWith(consumer(1), agent(n)))
  expect(known).toEqual([-Infinity, at(5), at(11)])
})
