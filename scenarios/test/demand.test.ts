import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, type InputRow, read, type Scenario } from '../index.ts'

const weeks = readFileSync('scenarios/busy-weeks.yaml', 'utf8')
const chats = readFileSync('scenarios/chats-at-once.yaml', 'utf8')
const forecast = readFileSync('scenarios/forecast.yaml', 'utf8')
const csv = readFileSync('scenarios/forecast.csv', 'utf8')
const rows = (text: string): InputRow[] =>
  text
    .trim()
    .split('\n')
    .map((line, i) => ({ line: i + 1, cells: line.split(',') }))
const compiled = (text: string, table = csv): Scenario =>
  compile(read(text, 'demand.yaml'), { arrivals: () => [], fit: null, forecast: () => rows(table) })
const changed = (text: string, from: string, to: string) => {
  expect(text).toContain(from)
  return () => compiled(text.replace(from, to))
}
const intervals = ({ demand }: Scenario, i: number) => {
  const { arrivals } = demand[i]
  if (arrivals.kind !== 'intervals') throw new Error(arrivals.kind)
  return arrivals
}

test('a week’s profile follows weekdays, in intervals that fit all of its days', () => {
  const orders = intervals(compiled(weeks), 0)
  expect(orders.length).toBe(3_600_000)
  expect(orders.perHour.slice(8, 12)).toEqual([12, 18, 24, 26])
  // Saturday: of two hours each.
  expect(orders.perHour.slice(5 * 24 + 8, 5 * 24 + 12)).toEqual([6, 6, 16, 16])
  expect(orders.perHour.slice(6 * 24, 7 * 24)).toEqual(Array(24).fill(0))
  // The clock goes forward on 29 March, the last Sunday: the Monday after begins an hour earlier.
  const spring = intervals(compiled(weeks.replace('2026-03-02', '2026-03-09')), 0)
  expect(spring.perHour.slice(21 * 24 + 7, 21 * 24 + 9)).toEqual([12, 18])
})

test('headcounts are steps on the wall clock, and their agents have no shifts', () => {
  const { account, headcounts, shifts } = compiled(weeks)
  expect(shifts).toEqual([])
  expect(account.agents.map(({ id }) => id)).toEqual(['desk-1', 'desk-2', 'desk-3'])
  const hour = 3_600_000
  expect(headcounts![0].agents).toEqual([0, 1, 2])
  expect(headcounts![0].steps.slice(0, 5)).toEqual([
    { from: 0, agents: 0 },
    { from: 8 * hour, agents: 2 },
    { from: 10.5 * hour, agents: 3 },
    { from: 18 * hour, agents: 2 },
    { from: 20 * hour, agents: 0 },
  ])
})

test('days begin at midnight of the zone, also where one has 23 hours', () => {
  const { busyness, start } = compiled(weeks.replace('2026-03-02', '2026-03-09'))
  const hours = busyness!.days.map((at) => (at - start) / 3_600_000)
  expect(busyness).toMatchObject({ cv: 0.2, correlation: 0.7 })
  expect([hours.length, hours[0], hours[20], hours[21]]).toEqual([29, 0, 480, 503])
})

test('a forecast’s counts become rates an hour, by column', () => {
  const scenario = compiled(forecast)
  const [, first] = rows(csv)
  const { length, perHour } = intervals(scenario, 1)
  expect(length).toBe(900_000)
  expect(perHour.slice(0, 32)).toEqual(Array(32).fill(0))
  expect(perHour[32]).toBeCloseTo(4 * Number(first.cells[2]), 9)
  // With an offset it is that instant, whatever the zone: 07:00 in summer time’s eight hours.
  const zoned = csv.replace('2026-03-02T08:00,', '2026-03-02T06:45Z,')
  expect(intervals(compiled(forecast, zoned), 1).perHour.slice(31, 33)).toEqual([perHour[32], 0])
})

test.each([
  [2, '0.', '−0.', /^scenarios\/forecast\.csv:3:18: ".*" is no number from 0$/],
  [3, '2026-03-02T08:30', 'Monday', /csv:4:1: "Monday" is no date and time such as/],
  [3, '2026-03-02T08:30', '2026-03-02T08:15', /csv:4:1: "2026-03-02T08:15" is not later than/],
  [3, '2026-03-02T08:30', '2026-03-02T08:31', /csv:\d+:1: ".*" does not begin a whole number/],
  [0, 'orders', 'order', /csv:1:1: no column "orders"; known: start, order, returns/],
])('a forecast that makes no sense at row %i is told where', (line, from, to, message) => {
  const lines = csv.split('\n')
  lines[line] = from === '0.' ? lines[line].replace(',', ',−') : lines[line].replace(from, to)
  expect(() => compiled(forecast, lines.join('\n'))).toThrow(message)
})

test.each([
  ['pace: [1, 0.8, 0.65]', 'pace: []', /27?:?.*pace.*must not have fewer than 1/],
  ['pace: [1, 0.8, 0.65]', 'pace: fast', 'is no list of paces, nor a pace that is shared'],
  ['pace: [1, 0.8, 0.65]', 'pce: [1]', 'unknown key "pce"; did you mean "pace"?'],
  [', pace: [1, 0.8, 0.65]', '', 'a chat needs "pace"'],
  ['model: chat', 'model: call', 'a call has no "work"; it has holding, model, patience'],
  ['{ exponential: 6 min }', '{ gamma: 0 s, cv: 1 }', '"0 s" must be longer than nothing'],
  ['{ exponential: 6 min }', '{ uniform: [3 s, 2 s] }', '"2 s" is less than "3 s" before it'],
  [
    '{ exponential: 6 min }',
    '{ hyperexponential: [1 s, 2 s], shares: [0.5, 0.6] }',
    'the shares sum to 1.1, not to 1',
  ],
  ['perHour: 12', 'perHour: 12, byHour: [1]', /demand\.0\.byHour.*24/],
  [
    'perHour: 12',
    'curve: { steps: [{ at: 2 h, perHour: 1 }, { at: 1 h, perHour: 2 }] }',
    '"1 h" is not after the point before it',
  ],
  ['perHour: 12', 'curve: { until: 2 h }', 'exactly one of steps, linear and sinusoid'],
  ['perHour: 12', 'profile: [{ interval: 7 min, perHour: [1] }]', 'no whole number of "7 min"'],
  [
    'perHour: 12',
    'profile: [{ perHour: [1] }]',
    'a day has 24 intervals of 1 h, there are 1 values',
  ],
  ['count: 1', 'count: 1, headcount: [{ from: "08:00", agents: 1 }]', 'exactly one of count'],
])('%s → %s is told where it stands', (from, to, message) => {
  expect(changed(chats, from, to)).toThrow(/^demand\.yaml:\d+:\d+: /)
  expect(changed(chats, from, to)).toThrow(message)
})

test('every distribution can be written', () => {
  const work = (text: string) => {
    const { conversation } = compiled(chats.replace('{ exponential: 6 min }', text)).demand[0]
    return conversation.model === 'chat' ? conversation.work : undefined
  }
  expect(work('{ gamma: 2 s, cv: 0.5 }')).toEqual({ dist: 'gamma', mean: 2000, cv: 0.5 })
  expect(work('{ erlang: 2 s, k: 3 }')).toEqual({ dist: 'erlang', mean: 2000, k: 3 })
  expect(work('{ weibull: 2 s, shape: 3 }')).toEqual({ dist: 'weibull', scale: 2000, shape: 3 })
  expect(work('{ empirical: [1 s, 2 s, 9 s] }')).toEqual({
    ...{ dist: 'empirical', quantiles: [1000, 2000, 9000] },
  })
  expect(work('{ hyperexponential: [1 s, 9 s], shares: [0.75, 0.25] }')).toEqual({
    ...{ dist: 'hyperexponential', p: [0.75, 0.25], means: [1000, 9000] },
  })
  expect(
    work(
      '{ mixture: [{ share: 0.2, of: { exponential: 1 s } }, { share: 0.8, of: { weibull: 2 s, shape: 2 } }] }',
    ),
  ).toEqual({
    dist: 'mixture',
    of: [
      { share: 0.2, part: { dist: 'exponential', mean: 1000 } },
      { share: 0.8, part: { dist: 'weibull', scale: 2000, shape: 2 } },
    ],
  })
})

test('chats of two paces are refused: an agent has them all at once', () => {
  const other = `  slow: { model: chat, work: { exponential: 1 min }, pace: { shared: 1 } }\ndemand:`
  const two = chats
    .replace('demand:', other)
    .replace(
      'perHour: 12 }',
      'perHour: 12 }\n  - { name: more, skill: chats, conversation: slow, perHour: 1 }',
    )
  expect(() => compiled(two)).toThrow(/demand\.yaml:\d+:\d+: chats of one scenario have one pace/)
})

const shrinkage = readFileSync('scenarios/shrinkage.yaml', 'utf8')

test('breaks, and how agents keep to shifts, are what hosts take', () => {
  const { conduct, shifts, start } = compiled(shrinkage)
  const hours = (at: number) => (at - start) / 3_600_000
  expect([hours(shifts[0].from), hours(shifts[0].to)]).toEqual([8, 16])
  const [pause] = shifts[0].breaks!
  expect([hours(pause.from), hours(pause.to), pause.presence]).toEqual([11.5, 12, 'away'])
  expect(conduct).toHaveLength(10)
  expect(conduct![9]).toMatchObject({
    ...{ speed: { mean: 1, cv: 0.15 }, pace: [1, 0.95, 0.85] },
    late: { share: 0.2, by: { dist: 'gamma', mean: 1_200_000, cv: 1 } },
    shrinkage: [
      { reason: 'sickness', share: 0.05, presence: 'away' },
      { reason: 'coaching', share: 0.08, lasting: 1_800_000, presence: 'backSoon' },
    ],
    atShiftEnd: { open: 'finish', within: 1_800_000 },
  })
  expect(compiled(weeks).conduct).toBeUndefined()
})

test('a break after midnight belongs to the night before', () => {
  const night = shrinkage.replace(
    "from: '08:00', to: '16:00', breaks: [{ from: '11:30', to: '12:00' }]",
    "from: '22:00', to: '06:00', breaks: [{ from: '23:45', to: '00:15' }, { from: '03:00', to: '03:30' }]",
  )
  const { shifts, start } = compiled(night)
  const hours = (at: number) => (at - start) / 3_600_000
  expect(shifts[0].breaks!.map(({ from, to }) => [hours(from), hours(to)])).toEqual([
    [23.75, 24.25],
    [27, 27.5],
  ])
})

test.each([
  ["{ from: '11:30', to: '12:00' }", "{ from: '07:30', to: '08:30' }", 'is not within the shift'],
  ["{ from: '11:30', to: '12:00' }", "{ from: '15:30', to: '16:30' }", 'is not within the shift'],
  ["{ from: '11:30', to: '12:00' }", "{ from: '12:30', to: '12:00' }", 'is not within the shift'],
  ['share: 0.05 }', 'share: 1 }', /shrinkage\.0\.share 1 must be < 1/],
  ['open: finish, within: 30 min', 'open: keep, within: 30 min', 'only finishing takes time'],
  ['open: finish, within: 30 min', 'open: finish, to: support', 'nothing is handed over'],
  ['open: finish', 'open: finsh', 'is none of keep, finish, handOver; did you mean "finish"?'],
])('of people: %s → %s is told where it stands', (from, to, message) => {
  expect(changed(shrinkage, from, to)).toThrow(/^demand\.yaml:\d+:\d+: /)
  expect(changed(shrinkage, from, to)).toThrow(message)
})

const returning = readFileSync('scenarios/returning.yaml', 'utf8')

test('who returns, regulars and satisfaction are what hosts take', () => {
  const { demand } = compiled(
    returning.replace('skill: support\n    conv', 'consumers: 9\n    skill: support\n    conv'),
  )
  expect(demand[0].consumers).toBe(9)
  expect(demand[0].conversation.returns).toEqual({
    afterLeaving: {
      share: 0.6,
      after: { dist: 'exponential', mean: 2_400_000 },
      within: 14_400_000,
    },
    afterService: {
      ...{ share: 0.125, within: 259_200_000 },
      after: { dist: 'lognormal', mean: 72_000_000, cv: 1 },
    },
  })
  expect(demand[0].conversation.satisfaction).toEqual({
    ...{ answers: 0.35, after: { dist: 'exponential', mean: 15_000 } },
    scores: {
      csat: { best: 4.8, spread: 0.7, perMinute: { wait: 0, firstResponse: 0.2, response: 0 } },
      nps: { best: 9, spread: 2, perMinute: { wait: 0, firstResponse: 0.3, response: 0.5 } },
    },
  })
})

test.each([
  ['afterLeaving: { share: 0.6', 'afterLeaving: { share: 6', /afterLeaving\.share 6 must be <= 1/],
  ['afterService:', 'afterServce:', 'unknown key "afterServce"; did you mean "afterService"?'],
  ['    survey: { questions: [csat, nps, text] }\n', '', 'no skill has a survey that could be'],
])('of consumers: %s → %s is told where it stands', (from, to, message) => {
  expect(changed(returning, from, to)).toThrow(/^demand\.yaml:\d+:\d+: /)
  expect(changed(returning, from, to)).toThrow(message)
})

const containment = readFileSync('scenarios/containment.yaml', 'utf8')

test('what bots do is what hosts take', () => {
  const { bot } = compiled(containment).demand[0].conversation
  expect(bot!.time).toEqual({ dist: 'lognormal', mean: 240_000, cv: 0.7 })
  expect(bot!.intents[1]).toEqual({ name: 'return', share: 0.35, contained: 0.25, skill: 2 })
  expect(bot!.intents[2].time).toEqual({ dist: 'exponential', mean: 60_000 })
})

test.each([
  ['share: 0.35', 'share: 0.25', 'the shares sum to 0.9, not to 1'],
  ['contained: 0.7, skill: orders', 'contained: 0.7, skill: order', 'unknown skill "order"'],
  [
    'greeting: { target: 1 min }',
    'greeting: { target: 1 min, transfersTo: [orders, general] }',
    '"greeting" may not transfer to "returns"',
  ],
])('of bots: %s → %s is told where it stands', (from, to, message) => {
  expect(changed(containment, from, to)).toThrow(/^demand\.yaml:\d+:\d+: /)
  expect(changed(containment, from, to)).toThrow(message)
})

const coproduction = readFileSync('scenarios/coproduction.yaml', 'utf8')

test('co-production is what hosts take, and its comment says what follows from one message', () => {
  const { conversation } = compiled(coproduction).demand[0]
  if (conversation.model !== 'coproduction') throw new Error(conversation.model)
  const { agent, consumer, fades, pace } = conversation
  expect([fades, pace]).toEqual([40_000, [1, 0.9, 0.8]])
  const messages = (speed: number) => {
    const [own, cross] = [1 - speed * agent.perAgent, speed * agent.perConsumer]
    const determinant = (1 - consumer.perConsumer) * own - cross * consumer.perAgent
    return [own / determinant, cross / determinant].map((n) => String(Number(n.toFixed(4))))
  }
  for (const n of [...messages(1), ...messages(0.8)]) expect(coproduction).toContain(n)
})

test.each([
  ['perAgent: 0.4 }', 'perAgent: 0.6 }', 'each message causes 1.077 others in the long run'],
  ['fades: 40 s', 'fades: 0 s', '"0 s" must be longer than nothing'],
  ['pace: [1, 0.9, 0.8]', 'pace: { shared: 1 }', 'it has a list of paces'],
  ['    fades: 40 s\n', '', 'a coproduction needs "fades"'],
])('of co-production: %s → %s is told where it stands', (from, to, message) => {
  expect(changed(coproduction, from, to)).toThrow(/^demand\.yaml:\d+:\d+: /)
  expect(changed(coproduction, from, to)).toThrow(message)
})

test('more offers than all cannot be declined or ignored', () => {
  const desk = readFileSync('scenarios/ring-desk.yaml', 'utf8')
  expect(compiled(desk).conduct![3]!.offers).toEqual({
    ...{ after: { dist: 'lognormal', mean: 5000, cv: 0.6 }, declines: 0.1, ignores: 0.05 },
  })
  expect(changed(desk, 'ignores: 0.05', 'ignores: 0.95')).toThrow(
    /^demand\.yaml:\d+:\d+: 0\.1 are declined and 0\.95 ignored, more than all$/,
  )
})
