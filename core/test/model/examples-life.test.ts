import { expect, test } from 'vitest'
import { best, readyTime } from './ranking.ts'
import { reasonOf } from './eligibility.ts'
import { estimatedWait } from './overflow.ts'
import { priority } from './queue-order.ts'
import { assignments, at, clock, conversation, hour, min, play, tick, told } from './stories.ts'

/** The worked examples of SEMANTICS.md §16–§18 and §26.1–26.9 that are about routing. */
const online = '8:00 ana is online'
const triggers = (model: ReturnType<typeof play>) =>
  model.told.flatMap((row) => (row.type === 'sent' ? [`${clock(row.at)} ${row.trigger}`] : []))

test('Example 16.1: it closes two hours after the last change, or at the sweep after that', () => {
  const closes = (more: object, then: string) => {
    const story = `on 2024-06-03\n${online}
      12:59 consumer opens 1 a
      13:00 ana replies 1
      ${then}
      17:00 time passes`
    const agents = [
      { id: 'ana', skills: ['a'] },
      { id: 'max', skills: [] },
    ]
    return told(play({ agents, autoCloseAfter: 2 * hour, ...more }, story), 'closed')
  }
  expect(closes({}, '')).toEqual(['15:00:00 ana'])
  expect(closes({ autoCloseSweep: 25 * min }, '')).toEqual(['15:20:00 ana'])
  expect(closes({}, '14:30 max joins 1')).toEqual(['16:30:00 ana'])
})

test('Example 17.1: the agent is silent for ten minutes from the assignment', () => {
  const story = `10:00 consumer opens 1 a\n10:10 ana is online\n11:00 time passes`
  const model = play({ messages: { agentSilent: { after: 10 * min } } }, story)
  expect(triggers(model)).toEqual(['10:20:00 agentSilent'])
})

test('Example 17.2: a wait of a quarter of an hour is told once', () => {
  const model = play(
    { messages: { queueWait: { after: 15 * min } } },
    '10:00 consumer opens 1 a\n12:00 time passes',
  )
  expect(triggers(model)).toEqual(['10:15:00 queueWait'])
})

test('Example 17.3: the last agent message counts, a transfer does not', () => {
  const story = `${online}
    9:59 consumer opens 1 a
    10:00 ana replies 1
    10:10 ana replies 1
    10:20 ana transfers 1 to a
    11:30 time passes`
  const model = play({ messages: { consumerSilent: { after: 30 * min } } }, story)
  expect(triggers(model)).toEqual(['10:40:00 consumerSilent'])
})

test('Example 18.3: one of two questions answered, then silence: timed out after an hour', () => {
  const closes = (timeoutFrom: string) => {
    const survey = { questions: ['csat', 'text'], timeout: hour, timeoutFrom }
    const story = `${online}\n14:00 consumer opens 1 a\n15:00 ana closes 1
      15:20 consumer answers 1 1 5\n17:00 time passes`
    const model = play({ skills: [{ id: 'a', survey }] }, story)
    return model.told.flatMap((row) =>
      row.type === 'surveyClosed' ? [`${clock(row.at)} ${row.end}`] : [],
    )
  }
  expect(closes('start')).toEqual(['16:00:00 partialTimedOut'])
  expect(closes('lastMessage')).toEqual(['16:20:00 partialTimedOut'])
})

test('Example 26.1: of levels 8, 5 and none only the first reaches 6', () => {
  const agents = [
    { id: 'A', skills: [{ skill: 'a', level: 8 }] },
    { id: 'B', skills: ['a'] },
    { id: 'C', skills: [] },
  ]
  const model = play({ agents }, '8:00 A is online\n8:00 B is online\n8:00 C is online')
  model.apply({
    ...{ type: 'conversation.opened', at: at('9:00'), conversation: 1, skill: 0 },
    requires: [{ skill: 'a', minLevel: 6 }],
  } as never)
  expect(assignments(model)).toEqual(['1 A'])
  const waiting = { ...conversation(model), holder: null }
  expect(model.world.agents.map((a) => reasonOf(model.world, a, waiting))).toEqual([
    'eligible',
    'belowLevel',
    'lacksSkill',
  ])
})

test('Example 26.3: level 8 for a minute, level 5 for two, then anyone with the skill', () => {
  const step = (minLevel: number, expiresAfter: number) => ({
    requirements: [{ skill: 'a', minLevel }],
    expiresAfter,
  })
  const skills = [{ id: 'a', relaxation: [step(8, min), step(5, 2 * min)] }]
  const model = play({ skills }, '10:00:00 consumer opens 1 a\n10:05 time passes')
  const steps = model.told.flatMap((row) =>
    row.type === 'relaxed' ? [`${clock(row.at)} ${row.step}`] : [],
  )
  expect(steps).toEqual(['10:00:00 0', '10:01:00 1', '10:03:00 null'])
})

test('Example 26.4: sixth in a line that had twelve assignments waits fifteen minutes', () => {
  const open = (from: number, n: number, when: string) =>
    Array.from({ length: n }, (_, i) => `${when} consumer opens ${from + i} a`).join('\n')
  const agents = [{ id: 'ana', skills: ['a'], maxSlots: 12 }]
  const story = `9:50 ana is online\n${open(1, 12, '10:00')}\n${open(21, 6, '10:10')}`
  // Where no rule asks, nothing is counted; this one never fires.
  const rule = { metric: 'estimatedWait', op: 'above', on: 24 * hour, off: 24 * hour }
  const skills = [{ id: 'a', overflow: [{ ...rule, after: 0, mode: 'add', skill: 'a' }] }]
  const model = play({ agents, extraCapacity: 0, skills }, story)
  expect(estimatedWait(model.world, conversation(model, 26))).toBe(15 * min)
})

const three = ['a', 'b', 'c'].map((id) => ({ id, skills: ['a'] }))
test('Example 26.5: nobody is asked twice before all have declined, a lone one after the hold', () => {
  const account = {
    agents: three,
    distributionMode: 'ring',
    declineMemory: true,
    offerTtl: 10 * min,
  }
  const all = ['a', 'b', 'c'].map((id) => `8:00 ${id} is online`).join('\n')
  const story = `${all}\n10:00:00 consumer opens 1 a\n10:00:10 a declines 1
    10:00:20 b declines 1\n10:00:30 c declines 1`
  const asked = ['10:00:00 a', '10:00:10 b', '10:00:20 c', '10:00:30 a']
  expect(told(play(account, story), 'offered')).toEqual(asked)
  const lone = `8:00 a is online\n10:00:00 consumer opens 1 a\n10:00:10 a declines 1\n10:02 time passes`
  expect(told(play(account, lone), 'offered')).toEqual(['10:00:00 a', '10:01:10 a'])
})

test('Example 26.7: an initial 5 is a head start of five minutes', () => {
  const classes = [{ when: { skill: 'b' }, initial: 5, slope: 1 }]
  const skills = [{ id: 'a' }, { id: 'b' }]
  const model = play(
    { skills, classes },
    '10:00 consumer opens 1 a\n10:05 consumer opens 2 b\n10:30 time passes',
  )
  const [plain, ahead] = [1, 2].map((key) => priority(model.world, conversation(model, key)))
  expect([plain, ahead]).toEqual([30, 30])
})

test('Example 26.8: a message fits beside two emails, and then no call', () => {
  const channels = [
    { id: 'message', cost: 1000 },
    { id: 'email', cost: 2000, interruptibleBy: ['message', 'voice'] },
    { id: 'voice', cost: 4000 },
  ]
  const story = `${online}
    10:00 consumer opens 1 a on email
    10:00 consumer opens 2 a on email
    10:01 consumer opens 3 a on message
    10:02 consumer opens 4 a on voice`
  expect(assignments(play({ channels }, story))).toEqual(['1 ana', '2 ana', '3 ana'])
})

test('Example 26.9: the ready clock counts time online only', () => {
  const agents = ['A', 'B', 'C'].map((id) => ({ id, skills: ['a', id], maxSlots: 9 }))
  const skills = ['a', 'A', 'B', 'C'].map((id) => ({ id }))
  const order = (idleClock: string) => {
    const model = play(
      { agents, skills, idleClock, ranking: 'roundRobin' },
      `17:00 A is online
      17:00 consumer opens 1 A
      17:01 ana closes 1
      17:02 A is offline
      +1 08:00 B is online
      +1 08:00 C is online
      +1 08:50 consumer opens 2 B
      +1 08:52 B is away
      +1 08:57 B is online
      +1 09:00 A is online`,
    )
    model.apply({ type: 'clock.ticked', at: 24 * hour + at('9:01') } as never)
    const w = model.world
    const minutes = w.agents.map((agent) => readyTime(w, agent) / min)
    const waiting = { ...conversation(model, 2), key: 9, holder: null, skill: 0 }
    const names: string[] = []
    while (names.length < 3) {
      const { agent } = best(w, waiting)!
      names.push(agent.id)
      w.agents = w.agents.filter((one) => one !== agent)
    }
    return { minutes, names: names.join(' ') }
  }
  expect(order('lastAssignment').names).toBe('C A B')
  expect(order('readyTime')).toEqual({ minutes: [1, 6, 61], names: 'C B A' })
})

test('Example 26.2 and 26.6 are rules without numbers: all levels must hold, a shift must last', () => {
  const agents = [{ id: 'ana', skills: ['a'], roster: [{ from: at('8:00'), to: at('12:00') }] }]
  const model = play({ agents, shiftEndGuard: {} }, `${online}\n11:50 consumer opens 1 a`)
  expect(assignments(model)).toEqual(['1 ana'])
  const late = play({ agents, shiftEndGuard: {} }, `${online}\n11:50:01 consumer opens 1 a`)
  tick(late, '13:00')
  expect(assignments(late)).toEqual([])
})
