import { expect, test } from 'vitest'
import { configure, selectSkill } from '../../index.ts'
import { used } from './capacity.ts'
import { score } from './queue-order.ts'
import { best } from './ranking.ts'
import { accountOf, assignments, at, clock, conversation, dueOf, hour } from './stories.ts'
import { min, play, tick, told } from './stories.ts'
import type { Model } from './model.ts'

/**
 * The worked examples of SEMANTICS.md §1–§13, told to the model alone: a check of the document's
 * numbers that leans on nothing of the router.
 */
test('Example 1.1: with cycles of 2 s an opening waits for the next multiple', () => {
  const story = '9:00 ana is online\n10:00:00.700 consumer opens 1 a'
  const cycle = play({ dispatchCadence: 'cycle', cycleInterval: 2000 }, story)
  tick(cycle, '10:00:02')
  expect(told(cycle, 'assigned')).toEqual(['10:00:02 ana'])
  expect(told(play({}, story), 'assigned')).toEqual(['10:00:00.700 ana'])
})

test('Example 2.1: engagement, mapping and default give the skill, or none does', () => {
  const skills = [{ id: 'VIP' }, { id: 'Sales' }, { id: 'General' }]
  const skillMappings = [{ ctype: 'vip', skill: 'VIP' }]
  const config = configure(
    accountOf({ skills, agents: [], skillMappings, defaultSkillId: 'General' }),
  )
  const without = configure(accountOf({ skills, agents: [], skillMappings }))
  const idOf = (place: number) => skills[place]?.id ?? null
  expect(idOf(selectSkill(config, { engagement: 1 as never, ctype: 'vip' }))).toBe('Sales')
  expect(idOf(selectSkill(config, { ctype: 'vip' }))).toBe('VIP')
  expect(idOf(selectSkill(config, { ctype: 'gold' }))).toBe('General')
  expect(idOf(selectSkill(without, { ctype: 'gold' }))).toBe(null)
})

/** §3's three agents: A holds 2 active and 2 inactive, B 1 and 5, C 1. */
function threeAgents(ranking: string): string {
  const skills = [{ id: 'a' }, { id: 'A' }, { id: 'B' }, { id: 'C' }]
  const agents = [
    { id: 'A', skills: ['a', 'A'], maxSlots: 4 },
    { id: 'B', skills: ['a', 'B'], maxSlots: 3 },
    { id: 'C', skills: ['a', 'C'], maxSlots: 2 },
  ]
  const opened = (agent: string, clock_: string, keys: number[]) =>
    keys.map((key) => `${clock_} consumer opens ${key} ${agent}`)
  const replied = (agent: string, keys: number[]) =>
    keys.map((key) => `9:10 ${agent} replies ${key}`)
  const lines = [
    ...['A', 'B', 'C'].map((agent) => `8:00 ${agent} is online`),
    ...opened('A', '9:00', [1, 2]),
    ...opened('B', '9:00', [3, 4]),
    ...replied('A', [1, 2]),
    ...replied('B', [3, 4]),
    ...opened('B', '9:15', [5, 6, 7]),
    ...[5, 6, 7].map((key) => `9:15 B replies ${key}`),
    ...opened('C', '9:40', [8]),
    ...opened('A', '9:50', [9, 10]),
    ...opened('B', '9:55', [11]),
  ]
  const model = play({ skills, agents, ranking, seed: 1 }, lines.join('\n'))
  tick(model, '10:00')
  const [a, b, c] = model.world.agents.map((agent) => used(model.world, agent))
  expect([a, b, c]).toEqual([2200, 1500, 1000])
  const waiting = { ...conversation(model, 8), key: 99, holder: null, skill: 0 }
  return best(model.world, waiting)!.agent.id
}

test('Example 3.1: balanced and fewest active give C, the most free slots A', () => {
  expect(threeAgents('balanced')).toBe('C')
  expect(threeAgents('fewestActive')).toBe('C')
  expect(threeAgents('residual')).toBe('A')
})

const both = [
  { id: 'A', skills: ['a'], maxSlots: 4 },
  { id: 'B', skills: ['a'], maxSlots: 2 },
]
test('Example 4.1: an offer expires, the next is declined, and the hold ends', () => {
  const account = { agents: both, distributionMode: 'ring', offerTtl: min, avoidHold: min }
  const story = `8:00 A is online
    8:00 B is online
    10:00:00 consumer opens 1 a
    10:01:00 A accepts 1
    10:01:15 B declines 1
    10:02:00 time passes`
  const model = play(account, story)
  expect(told(model, 'offered')).toEqual(['10:00:00 A', '10:01:00 B', '10:02:00 A'])
  const refused = model.told.find((row) => row.type === 'refused')
  expect(refused).toMatchObject({ at: at('10:01'), refusal: 'offerGone' })
})

const chain = {
  skills: [{ id: 'A', fallbackSkillId: 'B' }, { id: 'B', fallbackSkillId: 'C' }, { id: 'C' }],
  agents: [
    { id: 'ana', skills: ['A'] },
    { id: 'bo', skills: ['B'], maxSlots: 0 },
    { id: 'cy', skills: ['C'], maxSlots: 0 },
  ],
}
test('Example 5.1: fallback goes on along the chain and never back', () => {
  const story = `8:00 bo is online
    10:00 consumer opens 1 A
    10:01 cy is online
    10:02 bo is away
    10:03 ana is online`
  const model = play(chain, story)
  const moves = model.told.flatMap((row) => (row.type === 'transferred' ? [row] : []))
  expect(moves.map(({ skill }) => skill)).toEqual([1, 2])
  expect(moves.map((row) => clock(row.at))).toEqual(['10:00:00', '10:02:00'])
  expect(conversation(model).skill).toBe(2)
})

test('Example 5.2: a full skill falls back only where capacity is the trigger', () => {
  const part = {
    skills: [{ id: 'A', fallbackSkillId: 'B' }, { id: 'B' }],
    agents: [
      { id: 'ana', skills: ['A'], maxSlots: 1 },
      { id: 'bo', skills: ['B'] },
    ],
  }
  const story = `8:00 ana is online
    8:00 bo is online
    9:00 ana resumes 1 A
    9:00 ana resumes 2 A
    9:01 consumer writes 1
    9:01 consumer writes 2
    10:00 consumer opens 3 A`
  const skillOf = (more: object) => conversation(play({ ...part, ...more }, story), 3).skill
  expect(skillOf({})).toBe(0)
  expect(skillOf({ fallbackTrigger: 'capacity' })).toBe(1)
})

test('Example 6.1: ten arrivals at 50/30/20 go to A B C A A B A C B A', () => {
  const groups = ['A', 'B', 'C'].map((id) => ({ id }))
  const split = [50, 30, 20].map((percent, i) => ({ group: groups[i].id, percent }))
  const lines = Array.from({ length: 10 }, (_, i) => `10:00 consumer opens ${i + 1} a`)
  const model = play({ groups, skills: [{ id: 'a', split }] }, lines.join('\n'))
  const drawn = model.told.flatMap((row) => (row.type === 'allocated' ? [row.group!] : []))
  expect(drawn.map((group) => groups[group].id).join(' ')).toBe('A B C A A B A C B A')
})

test('Example 7.1: a suggestion waits for a login, or for its timeout', () => {
  const account = (timeout?: number) => ({
    skills: [{ id: 'a', ...(timeout && { suggestionTimeout: timeout }) }],
    agents: [
      { id: 'A', skills: ['a'] },
      { id: 'B', skills: ['a'] },
    ],
  })
  const story = `13:00 B is online
    13:59 consumer opens 1 a
    14:00 B suggests 1 to A`
  const timely = play(account(30 * min), `${story}\n14:20 A is online`)
  expect(told(timely, 'assigned')).toEqual(['13:59:00 B', '14:20:00 A'])
  const ends = (model: Model) => (tick(model, '16:00'), told(model, 'assigned')[1])
  expect(ends(play(account(30 * min), story))).toBe('14:30:00 B')
  expect(ends(play(account(), story))).toBe('16:00:00 B')
})

test('Example 7.2: a transfer waits until a conversation of the full agent rests', () => {
  const agents = [
    { id: 'A', skills: ['a'], maxSlots: 3 },
    { id: 'B', skills: ['a'] },
  ]
  const story = `13:00 A is online
    13:00 consumer opens 1 a
    13:00 consumer opens 2 a
    13:00 consumer opens 3 a
    14:00 B is online
    14:05 consumer opens 4 a
    14:05 B suggests 4 to A
    14:06 A replies 1
    14:10 time passes`
  expect(told(play({ agents }, story), 'assigned').at(-1)).toBe('14:10:00 A')
})

test('Example 8.1: soon enough and content enough, the last agent has it again', () => {
  const account = { agents: both, lastAgent: { minScore: 50, closedWithin: hour } }
  const by = (points: number, again: string) => {
    const story = `8:00 B is online
      12:00 consumer opens 1 a as 7
      12:30 B replies 1
      12:40 A is online
      13:00:00 B closes 1 score ${points}
      ${again} consumer opens 2 a as 7`
    return assignments(play(account, story))[1]
  }
  expect(by(51, '13:59:59')).toBe('2 B')
  expect(by(51, '14:00:00')).toBe('2 A')
  expect(by(50, '13:59:59')).toBe('2 A')
})

test('Example 10.1: away for a minute without an answer, the agent loses it', () => {
  const story = `9:00 ana is online
    10:00:00 consumer opens 1 a
    10:05:00 ana is away
    10:06:00 time passes`
  expect(told(play({ unassignAfter: { away: min } }, story), 'unassigned')).toEqual([
    '10:06:00 ana',
  ])
})

/** §11.3: c1 with a target of 60 min from 10:00, c2 with 15 min from 10:40. */
function queue(prioritization: object | null, when: string): Model {
  const skills = [{ id: 'a' }, { id: 'b', target: 15 * min }]
  const agents = [{ id: 'ana', skills: ['a', 'b'] }]
  const story = `10:00 consumer opens 1 a
    10:40 consumer opens 2 b
    ${when} time passes`
  return play({ skills, agents, prioritization, target: hour }, story)
}
const scores = (model: Model) =>
  [1, 2].map((key) => Number(score(model.world, conversation(model, key)).toFixed(3)))

test('Example 11.1: ages against their targets, velocity, and dues without prioritization', () => {
  expect(scores(queue({}, '10:50'))).toEqual([0.833, 0.667])
  expect(scores(queue({}, '10:55'))).toEqual([0.917, 1])
  const quick = queue({ velocities: [{ when: { transfersAbove: 2 }, velocity: 1.5 }] }, '10:55')
  conversation(quick).transfers = 3
  expect(scores(quick)).toEqual([1.375, 1])
  const plain = queue(null, '10:55')
  expect([dueOf(plain, 1), dueOf(plain, 2)]).toEqual(['11:00:00', '10:55:00'])
})
