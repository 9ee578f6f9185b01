import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Kind, type RouterEvent } from '../../core/index.ts'
import { compile, read, type Scenario } from '../../scenarios/index.ts'
import { erlangB, simulate } from '../index.ts'

const written = readFileSync('scenarios/containment.yaml', 'utf8')
const compiled = (text: string): Scenario =>
  compile(read(text, 'containment.yaml'), { arrivals: () => [], fit: null })

test('bots at their limit lose as many as Erlang’s loss system; the others go by intent', () => {
  // Two of five each, exponential four minutes: ten servers, to whom 150 an hour come.
  const scenario = compiled(
    written
      .replace('botMaxOpen: 12', 'botMaxOpen: 5')
      .replace('{ lognormal: 4 min, cv: 0.7 }', '{ exponential: 4 min }')
      .replace(', time: { exponential: 1 min } }', ' }')
      .replace('perHour: 200', 'perHour: 150')
      .replace('horizon: 12 h', 'horizon: 10 d'),
  )
  const { history, trace } = simulate(scenario, 0, 'sample')
  const { agent, conversation, kind } = trace!.columns
  const met = new Set<number>()
  for (let i = 0; i < trace!.length; i++) {
    if (kind[i] === Kind.assigned && agent[i] < 2) met.add(conversation[i])
    expect(kind[i]).not.toBe(Kind.refused)
  }
  const opened = [...history!].filter(({ type }) => type === 'conversation.opened').length
  const blocked = erlangB(10, 10)
  // Arrivals see blocks in clusters: twice the binomial error.
  const error = 2 * Math.sqrt((blocked * (1 - blocked)) / opened)
  expect(Math.abs(1 - met.size / opened - blocked)).toBeLessThan(3 * error)
  const passed = [0, 0, 0, 0]
  for (const event of history!) if (event.type === 'conversation.transferred') passed[event.skill]++
  const shares = [0, 0.55 * 0.3, 0.35 * 0.75, 0.1]
  shares.forEach((share, skill) => {
    const deviation = Math.sqrt(Math.max(1, met.size * share * (1 - share)))
    expect(Math.abs(passed[skill] - share * met.size) / deviation).toBeLessThan(4)
  })
})

test('a bot answers at once, people are told what is wanted, and patience begins anew', () => {
  const scenario = compiled(
    written
      .replace('{ lognormal: 4 min, cv: 0.7 }', '{ deterministic: 30 min }')
      .replace('{ exponential: 1 min }', '{ deterministic: 30 min }')
      .replace('patience: { exponential: 20 min }', 'patience: { deterministic: 10 min }')
      .replace('count: 3', 'count: 1')
      .replace('count: 4', 'count: 1')
      .replace('botMaxOpen: 12', 'botMaxOpen: 999'),
  )
  const { history } = simulate(scenario, 0, 'sample')
  const stories = new Map<number, RouterEvent[]>()
  for (const event of history!) {
    if (!('conversation' in event)) continue
    stories.set(event.conversation, [...(stories.get(event.conversation) ?? []), event])
  }
  let [contained, left, passed] = [0, 0, 0]
  for (const story of stories.values()) {
    const [opened, wrote, reply, ...rest] = story
    expect([opened.type, wrote.type, reply?.type].join()).toBe(
      'conversation.opened,consumer.wrote,agent.wrote',
    )
    expect(reply.at).toBe(opened.at)
    if (rest.length === 0) continue
    expect(rest[0].at - opened.at).toBe(30 * 60_000)
    if (rest.length === 1) {
      expect(rest[0]).toMatchObject({ type: 'conversation.closed', by: 'agent' })
      contained++
      continue
    }
    expect(rest.slice(0, 2).map(({ type }) => type)).toEqual([
      'consumer.wrote',
      'conversation.transferred',
    ])
    passed++
    const end = rest.at(-1)!
    if (end.type !== 'conversation.closed' || end.by !== 'consumer') continue
    expect(end.at - rest[0].at).toBe(10 * 60_000)
    left++
  }
  expect(contained).toBeGreaterThan(500)
  expect(passed).toBeGreaterThan(500)
  expect(left).toBeGreaterThan(100)
})

test('a call is a bot’s without a word, then as long as other calls', () => {
  const scenario = compiled(
    written.replace(
      /model: messaging[\s\S]*patience: \{ exponential: 20 min \}/,
      'model: call\n    holding: { deterministic: 2 min }',
    ),
  )
  const { history } = simulate(scenario, 0, 'sample')
  const types = new Set([...history!].map(({ type }) => type))
  expect([...types].sort()).toEqual([
    ...['agent.presenceSet', 'conversation.closed', 'conversation.opened'],
    'conversation.transferred',
  ])
})

test('while its vendor is interrupted a bot passes on at once what it gets, and patience begins', () => {
  const interrupted = (of: string) =>
    compiled(
      written
        .replace(
          'kind: bot, skills: [greeting] }',
          `kind: bot, skills: [greeting], outages: { apart: 1 h, lasting: 1 h, of: ${of} } }`,
        )
        .replace('count: 2', 'count: 1')
        .replace('botMaxOpen: 12', 'botMaxOpen: 999')
        .replace('horizon: 12 h', 'horizon: 2 d'),
    )
  const { history, trace } = simulate(interrupted('vendor'), 0, 'sample')
  const changes = [...history!].filter((event) => event.type === 'bot.statusSet')
  const downAt = (at: number) => (changes.findLast((event) => event.at < at)?.status ?? 1) !== 1
  expect(changes.length).toBeGreaterThan(20)
  const rows = Array.from({ length: trace!.length }, (_, i) => trace!.at(i))
  const down = rows.filter(({ at, type }) => type === 'assigned' && downAt(at))
  const byBot = down.filter((row) => row.type === 'assigned' && row.agent === 0)
  expect(byBot.length).toBeGreaterThan(1000)
  const lost = new Map(
    rows.flatMap((row) =>
      row.type === 'unassigned' && row.agent === 0 ? [[row.conversation, row.at] as const] : [],
    ),
  )
  for (const row of byBot)
    if (row.type === 'assigned') expect(lost.get(row.conversation)).toBe(row.at)
  // With its service interrupted a bot gets nothing new; people have nothing to do with greeting.
  const silent = simulate(interrupted('service'), 0, 'sample')
  const told = [...silent.history!].filter((event) => event.type === 'bot.statusSet')
  const isDown = (at: number) => (told.findLast((event) => event.at <= at)?.status ?? 1) !== 1
  const assigned = Array.from({ length: silent.trace!.length }, (_, i) => silent.trace!.at(i))
  const taken = assigned.filter((row) => row.type === 'assigned' && row.agent === 0)
  expect(taken.length).toBeGreaterThan(1000)
  for (const { at } of taken) expect(isDown(at)).toBe(false)
})

test('only bots are interrupted', () => {
  const people = written.replace(
    'group: orders, count: 3,',
    'group: orders, count: 3, outages: { apart: 1 h, lasting: 1 h },',
  )
  expect(() => compiled(people)).toThrow('only bots are interrupted')
})
