import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Kind, Presence, type RouterEvent } from '../../core/index.ts'
import { compile, read, type Scenario } from '../../scenarios/index.ts'
import { edgesOf } from '../attendance.ts'
import { simulate } from '../index.ts'
import { agrees } from './agreement.ts'

const HOUR = 3_600_000

interface Written {
  readonly agents: string
  readonly conversation: string
  readonly perHour: number
  readonly horizon?: string
  readonly shifts?: string
  readonly rules?: string
}

/** One skill, and what is stated. */
function written({ agents, conversation, perHour, horizon = '20 d', shifts = '', rules }: Written) {
  const text = `name: Agents
zone: UTC
start: 2026-03-02
horizon: ${horizon}
seed: 3
replications: 1
rules: { ranking: longestIdle, smartCapacity: false, maxSlots: 1, avoidHold: 2 s${rules ?? ''} }
skills: { a: { target: null }, night: { target: null } }
${shifts}
agents: ${agents}
conversations: { it: ${conversation} }
demand: [{ name: a, skill: a, conversation: it, perHour: ${perHour} }]
`
  return compile(read(text, 'agents.yaml'), { arrivals: () => [], fit: null })
}

const call = '{ model: call, holding: { exponential: 3 min } }'
const sum = (column: Float64Array) => column.reduce((all, x) => all + x, 0)
const online = (scenario: Scenario, replication: number) => {
  const { measures } = simulate(scenario, replication, 'accumulators')
  return sum((measures.agent_intervals as unknown as { online_ms: Float64Array }).online_ms)
}

test('rostered time is lost as lateness, absence, spells and breaks say, each its share', () => {
  const scenario = written({
    horizon: '28 d',
    shifts: `shifts:
  day:
    - { days: mon-sun, from: '08:00', to: '16:00', breaks: [{ from: '12:00', to: '13:00' }] }`,
    agents: `
  - group: desk
    count: 20
    skills: [a]
    shift: day
    late: { share: 0.5, by: { exponential: 20 min } }
    early: { share: 0.25, by: { uniform: [10 min, 30 min] } }
    shrinkage:
      - { reason: sickness, share: 0.1 }
      - { reason: training, share: 0.2, lasting: 40 min }
      - { reason: coaching, share: 0.05, lasting: 15 min, presence: backSoon }`,
    ...{ conversation: call, perHour: 1 },
  })
  const runs = Array.from({ length: 6 }, (_, run) => online(scenario, run) / HOUR / (20 * 28))
  const mean = runs.reduce((a, b) => a + b, 0) / runs.length
  // Eight hours less one of break, ten minutes late and five early on average: independent of each other.
  const exact = 0.9 * 0.8 * 0.95 * (8 - 1 - 10 / 60 - 5 / 60)
  // Some 3,360 shifts: the standard error is 0.7 %.
  expect(Math.abs(mean / exact - 1)).toBeLessThan(0.025)
})

test('presence is the shift less its gaps, whatever overlaps', () =>
  fc.assert(
    fc.property(fc.nat(1000), fc.boolean(), (seed, isBack) => {
      const presence = isBack ? 'backSoon' : 'away'
      const shrinkage = [
        { reason: 'x', share: 0.3, lasting: 700_000, presence },
        { reason: 'y', share: 0.3, lasting: 900_000, presence: 'away' },
      ]
      const breaks = [{ from: HOUR, to: 2 * HOUR, presence: 'backSoon' }]
      const shifts = [{ agent: 0, from: 0, to: 8 * HOUR, breaks }]
      const edges = edgesOf({ seed, shifts, conduct: [{ shrinkage }] } as never, 0)
      expect(edges.at(-1)).toEqual({ agent: 0, at: 8 * HOUR, presence: Presence.offline })
      let last: { at: number; presence: Presence } = { at: -1, presence: Presence.offline }
      for (const { at, presence: now } of edges) {
        expect(at).toBeGreaterThan(last.at)
        expect(now).not.toBe(last.presence)
        // Nobody is online in a break.
        const isWithin = at >= HOUR && at < 2 * HOUR
        if (isWithin) expect(now).not.toBe(Presence.online)
        last = { at, presence: now }
      }
    }),
  ))

test('two agents of unlike speed agree with their Markov chain', () => {
  // One twice as fast as the other: 30 and 15 an hour, 30 come; who is idle longest is asked first.
  const [come, fast, slow] = [30, 30, 15]
  const exact = unlike(come, fast, slow)
  const scenario = written({
    agents: `
  - { names: [fast], skills: [a], speed: 1.5 }
  - { names: [slow], skills: [a], speed: 0.75 }`,
    ...{ conversation: call, perHour: come, horizon: '150 d' },
  })
  const batches = batchesOf(scenario, 20, (columns, i) => [
    Number(columns.value[i] > 0),
    Number(columns.agent[i] === 0),
  ])
  for (const [place, value] of [exact.wait, exact.byFast].entries()) {
    agrees(
      batches.map((batch) => batch[place]),
      value,
      0.01 / value,
    )
  }
})

/** P(wait), and the share of those that the fast one gets. States: who is busy, and who is idle longer. */
function unlike(come: number, fast: number, slow: number) {
  // 0: both idle, fast longer; 1: slow longer; 2: fast busy; 3: slow busy; 4: both busy, nobody waits.
  const beyond = come / (fast + slow)
  const moves: readonly (readonly [number, number, number])[] = [
    [0, 2, come],
    [1, 3, come],
    [2, 1, fast],
    [2, 4, come],
    [3, 0, slow],
    [3, 4, come],
    [4, 3, fast],
    [4, 2, slow],
  ]
  let p = [0.2, 0.2, 0.2, 0.2, 0.2]
  for (let step = 0; step < 20_000; step++) {
    const next = [...p]
    for (const [a, b, rate] of moves) {
      const flow = p[a] * rate * 0.002
      next[a] -= flow
      next[b] += flow
    }
    p = next
  }
  // Level 4 goes on geometrically: while somebody waits nothing else changes.
  const tail = p[4] / (1 - beyond)
  const all = p[0] + p[1] + p[2] + p[3] + tail
  const wait = tail / all
  return { wait, byFast: (p[0] + p[3]) / all + wait * (fast / (fast + slow)) }
}

type Columns = NonNullable<ReturnType<typeof simulate>['trace']>['columns']

/** Means of what is read from assignments, in batches of time. */
function batchesOf(
  scenario: Scenario,
  count: number,
  of: (columns: Columns, i: number) => readonly number[],
): number[][] {
  const { trace } = simulate(scenario, 0, 'sample')
  const { columns } = trace!
  const found = Array.from({ length: count }, () => ({ n: 0, sums: [0, 0] }))
  for (let i = 0; i < trace!.length; i++) {
    if (columns.kind[i] !== Kind.assigned) continue
    const share = (columns.at[i] - scenario.start) / scenario.horizon
    const into = found[Math.floor(share * count)]
    into.n++
    of(columns, i).forEach((x, place) => (into.sums[place] += x))
  }
  return found.slice(1).map(({ n, sums }) => sums.map((x) => x / n))
}

test('always busy with breaks, an agent does 1 + μT calls between two of them', () => {
  // Four hours of work between breaks that are longer than any call: one begins at once, whoever is
  // in hand when a break begins is finished in it.
  const scenario = written({
    shifts: `shifts:
  day:
    - days: mon-sun
      from: '00:00'
      to: '24:00'
      breaks: [{ from: '04:00', to: '08:00' }, { from: '12:00', to: '16:00' }, { from: '20:00', to: '24:00' }]`,
    agents: '[{ group: desk, count: 4, skills: [a], shift: day }]',
    ...{ conversation: call, perHour: 60, horizon: '50 d' },
  })
  const { trace } = simulate(scenario, 0, 'sample')
  const { columns } = trace!
  let calls = 0
  for (let i = 0; i < trace!.length; i++) calls += Number(columns.kind[i] === Kind.assigned)
  const spans = 3 * 50 * 4
  // A span's count is 1 + Poisson(80).
  expect(Math.abs(calls - 81 * spans) / Math.sqrt(80 * spans)).toBeLessThan(4)
})

test('attention takes as long as speed and the number of open conversations say', () => {
  const chat = `{ model: messaging, turns: 1000, burst: 1, spacing: { deterministic: 1 s },
    attention: { deterministic: 60 s }, gap: { deterministic: 1 ms }, closeAfter: { deterministic: 1 s } }`
  const replies = (more: string, maxSlots: number) => {
    const scenario = written({
      agents: `[{ names: [one], skills: [a], maxSlots: ${maxSlots}${more} }]`,
      ...{ conversation: chat, perHour: 60, horizon: '10 h' },
    })
    const { history } = simulate(scenario, 0, 'sample')
    return [...history!].filter(
      ({ type, at }) => type === 'agent.wrote' && at > scenario.start + HOUR,
    ).length
  }
  expect(Math.abs(replies('', 1) - 540)).toBeLessThanOrEqual(2)
  expect(Math.abs(replies(', speed: 1.25', 1) - 675)).toBeLessThanOrEqual(2)
  // Two at once, all the time.
  expect(Math.abs(replies(', pace: [1, 0.8, 0.5]', 2) - 432)).toBeLessThanOrEqual(2)
  expect(Math.abs(replies(', speed: 1.25, pace: [1, 0.8, 0.5]', 5) - 337)).toBeLessThanOrEqual(2)
})

test('individual speed is the same in every replication, and of the mean that is stated', () => {
  const agents = '[{ group: desk, count: 8, skills: [a], speed: 1.2, speedCv: 0.3, maxSlots: 1 }]'
  const scenario = written({ agents, conversation: call, perHour: 210, horizon: '4 d' })
  const perAgent = (replication: number) => {
    const { trace } = simulate(scenario, replication, 'sample')
    const counts = Array.from({ length: 8 }, () => 0)
    for (let i = 0; i < trace!.length; i++)
      if (trace!.columns.kind[i] === Kind.assigned) counts[trace!.columns.agent[i]]++
    return counts
  }
  const [one, two] = [perAgent(0), perAgent(1)]
  one.forEach((n, agent) => expect(n / two[agent]).toBeCloseTo(1, 0.7))
  expect(Math.max(...one) / Math.min(...one)).toBeGreaterThan(1.3)
})

const slow = `{ model: messaging, turns: 30, burst: 1, spacing: { deterministic: 1 s },
  attention: { deterministic: 60 s }, gap: { deterministic: 5 min }, closeAfter: { deterministic: 1 min } }`
const shifts = `shifts:
  day: [{ days: mon-sun, from: '08:00', to: '16:00' }]
  late: [{ days: mon-sun, from: '14:00', to: '22:00' }]`
const leaving = (rule: string, more = '') => {
  const agents = `
  - { names: [day], skills: [a], maxSlots: 3, shift: day${rule} }
  - { names: [late], skills: [a, night], maxSlots: 50, shift: late }`
  const scenario = written({
    ...{ agents, shifts, conversation: slow, perHour: 3, horizon: '1 d', rules: more },
  })
  const { history, trace } = simulate(scenario, 0, 'sample')
  const of = (event: RouterEvent) => 'agent' in event && event.agent === 0
  const since = (at: number) => (at - scenario.start) / HOUR
  const said = [...history!].filter(of).map((event) => ({ ...event, hour: since(event.at) }))
  return { said, trace: trace! }
}

test('who keeps open conversations leaves them; who hands over puts each back, and goes', () => {
  const kept = leaving('').said
  expect(kept.some(({ type }) => type === 'conversation.returned')).toBe(false)
  const { said, trace } = leaving(', atShiftEnd: { open: handOver }')
  const back = said.filter(({ type }) => type === 'conversation.returned')
  expect(back.map(({ hour }) => hour)).toEqual([16, 16, 16])
  const last = said.findLast(({ type }) => type === 'agent.presenceSet')
  expect(last).toMatchObject({ hour: 16, presence: Presence.offline })
  // All of them go to the colleague at once.
  const rows = Array.from({ length: trace.length }, (_, i) => trace.at(i))
  for (const event of back) {
    const mine = rows.filter(
      (row) => row.type === 'assigned' && row.at === event.at && row.agent === 1,
    )
    expect(mine).toHaveLength(3)
  }
  const moved = leaving(', atShiftEnd: { open: handOver, to: night }').said
  const told = moved.filter(({ type }) => type === 'conversation.transferred')
  expect(told.map((event) => 'skill' in event && event.skill)).toEqual([1, 1, 1])
})

test('who finishes is away until the last is closed, or until the time for it is over', () => {
  const whole = leaving(', atShiftEnd: { open: finish }').said
  const presences = whole.filter(({ type }) => type === 'agent.presenceSet').slice(-2)
  expect(presences[0]).toMatchObject({ hour: 16, presence: Presence.away })
  const replies = whole.filter(({ type, hour }) => type === 'agent.wrote' && hour > 16)
  expect(replies.length).toBeGreaterThan(10)
  expect(presences[1]).toMatchObject({ presence: Presence.offline })
  expect(presences[1].hour).toBeGreaterThan(replies.at(-1)!.hour)
  const bounded = leaving(', atShiftEnd: { open: finish, within: 30 min }').said
  const end = bounded.findLast(({ type }) => type === 'agent.presenceSet')
  expect(end).toMatchObject({ hour: 16.5, presence: Presence.offline })
  const back = bounded.filter(({ type }) => type === 'conversation.returned')
  expect(new Set(back.map(({ hour }) => hour))).toEqual(new Set([16.5]))
})
