import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Kind } from '../../core/index.ts'
import { compile, read, type Scenario } from '../../scenarios/index.ts'
import { erlangB, erlangC, erlangCWait, simulate } from '../index.ts'
import { scoreOf } from '../surveys.ts'
import { agreesInBatches } from './agreement.ts'

interface Written {
  readonly agents: number
  readonly perHour: number
  readonly conversation: string
  readonly days: number
  readonly more?: string
}

function written({ agents, conversation, days, more = '', perHour }: Written): Scenario {
  const text = `name: Consumers
zone: UTC
start: 2026-03-02
horizon: ${days} d
burnIn: 1 d
seed: 7
replications: 1
rules: { ranking: longestIdle, smartCapacity: false, maxSlots: 1 }
skills: { a: { target: null } }
agents: [{ group: desk, count: ${agents}, skills: [a] }]
conversations: { it: { model: call, holding: { exponential: 3 min }, ${conversation} } }
demand: [{ name: a, skill: a, conversation: it, perHour: ${perHour}${more} }]
`
  return compile(read(text, 'consumers.yaml'), { arrivals: () => [], fit: null })
}

/** By conversation that ended after the burn-in: whether an agent had it, and how long it waited. */
function endings(scenario: Scenario, replication = 0) {
  const { trace } = simulate(scenario, replication, 'sample')
  const { at, conversation, kind, value } = trace!.columns
  const found: { at: number; wait: number; isServed: boolean }[] = []
  const waits = new Map<number, number>()
  for (let i = 0; i < trace!.length; i++) {
    if (kind[i] === Kind.assigned) waits.set(conversation[i], value[i])
    if (kind[i] !== Kind.closed || at[i] < scenario.start + scenario.burnIn) continue
    const wait = waits.get(conversation[i])
    found.push({ at: at[i], wait: wait ?? 0, isServed: wait !== undefined })
  }
  return found
}

test('with repeat contacts a call centre is Erlang’s with λ ÷ (1 − q), whatever the delay', () => {
  // A Jackson network (1957): the queue, and a node without waiting where consumers are between calls.
  const again = '{ afterService: { share: 0.25, after: { exponential: 20 min } } }'
  const scenario = written({
    ...{ agents: 4, perHour: 48, days: 60 },
    conversation: `returns: ${again}`,
  })
  const calls = endings(scenario)
  const load = (48 / 0.75 / 60) * 3
  agreesInBatches(
    calls.map(({ wait }) => Number(wait > 0)),
    erlangC(4, load),
    0.12,
  )
  agreesInBatches(
    calls.map(({ wait }) => wait / 1000),
    erlangCWait(4, load, 180),
    0.12,
  )
})

test('retrials agree with their Markov chain, and with Erlang’s loss where they come late', () => {
  // Nobody waits: who finds all busy leaves at once and comes again, until served.
  const impatient = 'patience: { deterministic: 0 s }'
  const again = (mean: string) =>
    `${impatient}, returns: { afterLeaving: { share: 1, after: { exponential: ${mean} } } }`
  const soon = written({ agents: 3, perHour: 40, days: 60, conversation: again('4 min') })
  agreesInBatches(
    endings(soon).map(({ isServed }) => Number(!isServed)),
    retrialLoss({ agents: 3, come: 40, serve: 20, retry: 15 }),
    0.05,
  )
  // Half of them come again, after a day on average: all that comes is Poisson in the limit.
  const late = written({
    ...{ agents: 3, perHour: 40, days: 100 },
    conversation: `${impatient}, returns: { afterLeaving: { share: 0.5, after: { exponential: 6 h } } }`,
  })
  let all = 40
  for (let step = 0; step < 200; step++) all = 40 + 0.5 * all * erlangB(3, all / 20)
  agreesInBatches(
    endings(late).map(({ isServed }) => Number(!isServed)),
    erlangB(3, all / 20),
    0.05,
  )
})

/** Share of attempts that find all agents busy, by the chain of (busy, in orbit), cut where nobody is. */
function retrialLoss(rates: {
  agents: number
  come: number
  serve: number
  retry: number
}): number {
  const { agents, come, retry, serve } = rates
  const most = 60
  const at = (busy: number, orbit: number) => orbit * (agents + 1) + busy
  let p = new Float64Array((agents + 1) * (most + 1)).fill(1)
  // The power method on the chain made uniform.
  const step = 1 / (come + agents * serve + most * retry)
  for (let n = 0; n < 30_000; n++) {
    const next = Float64Array.from(p)
    const move = (from: number, to: number, rate: number) => {
      next[from] -= p[from] * rate * step
      next[to] += p[from] * rate * step
    }
    for (let orbit = 0; orbit <= most; orbit++)
      for (let busy = 0; busy <= agents; busy++) {
        const here = at(busy, orbit)
        if (busy < agents) move(here, at(busy + 1, orbit), come)
        else if (orbit < most) move(here, at(busy, orbit + 1), come)
        if (busy > 0) move(here, at(busy - 1, orbit), busy * serve)
        if (busy < agents && orbit > 0) move(here, at(busy + 1, orbit - 1), orbit * retry)
      }
    p = next
  }
  let [tries, lost] = [0, 0]
  for (let orbit = 0; orbit <= most; orbit++)
    for (let busy = 0; busy <= agents; busy++) {
      const rate = p[at(busy, orbit)] * (come + orbit * retry)
      tries += rate
      if (busy === agents) lost += rate
    }
  return lost / tries
}

/** Of each opening: when, and whose. */
function openings(scenario: Scenario) {
  const { history } = simulate(scenario, 0, 'sample')
  return [...history!].flatMap((event) =>
    event.type === 'conversation.opened' ? [{ at: event.at, consumer: event.consumer }] : [],
  )
}

test('whoever comes again is known, within the window, and never has two at once', () => {
  const scenario = written({
    ...{ agents: 4, perHour: 40, days: 20 },
    conversation:
      'returns: { afterService: { share: 0.5, after: { exponential: 2 h }, within: 1 h } }',
  })
  const { trace } = simulate(scenario, 0, 'sample')
  for (let i = 0; i < trace!.length; i++) expect(trace!.columns.kind[i]).not.toBe(Kind.refused)
  const times = new Map<number, number>()
  for (const { consumer } of openings(scenario))
    times.set(consumer!, (times.get(consumer!) ?? 0) + 1)
  // Within an hour of an exponential two: 39.3 % of the half.
  const share = 0.5 * -Math.expm1(-0.5)
  const [all, once] = [times.size, [...times.values()].filter((n) => n === 1).length]
  expect(all).toBeGreaterThan(18_000)
  expect(Math.abs(1 - once / all - share)).toBeLessThan(0.012)
})

test('regulars have several conversations, one at a time', () => {
  const scenario = written({
    ...{ agents: 12, perHour: 150, days: 3, conversation: '', more: ', consumers: 30' },
  })
  const consumers = openings(scenario).map(({ consumer }) => consumer)
  expect(consumers.length).toBeGreaterThan(9000)
  expect(new Set(consumers).size).toBe(30)
  const { trace } = simulate(scenario, 0, 'sample')
  for (let i = 0; i < trace!.length; i++) expect(trace!.columns.kind[i]).not.toBe(Kind.refused)
})

test('who comes for the first time comes at the same time, as the same, whoever comes again', () => {
  const scenario = (share: number) =>
    written({
      ...{ agents: 14, perHour: 40, days: 2 },
      conversation: `returns: { afterService: { share: ${share}, after: { exponential: 1 h } } }`,
    })
  const seen = new Map<number, number>()
  for (const { at, consumer } of openings(scenario(0.6)))
    if (!seen.has(consumer!)) seen.set(consumer!, at)
  const first = openings(scenario(0))
  expect(first).toEqual([...seen].map(([consumer, at]) => ({ at, consumer })))
  const holding = (share: number) => {
    const { history } = simulate(scenario(share), 0, 'sample')
    const [opened, assigned] = [new Map<number, number>(), new Map<number, number>()]
    const times = new Map<number, number>()
    for (const event of history!) {
      if (event.type === 'conversation.opened') opened.set(event.conversation, event.consumer!)
      if (event.type === 'conversation.opened') assigned.set(event.conversation, event.at)
      if (event.type !== 'conversation.closed') continue
      const consumer = opened.get(event.conversation)!
      if (!times.has(consumer)) times.set(consumer, event.at - assigned.get(event.conversation)!)
    }
    return times
  }
  const [few, many] = [holding(0), holding(0.6)]
  // Fourteen agents are mostly free: nearly everybody is served at once, for as long as otherwise.
  const same = [...few].filter(([consumer, ms]) => many.get(consumer) === ms).length
  expect(same / few.size).toBeGreaterThan(0.9)
})

test('satisfaction is what waits leave of it, rounded into its bounds, from those who answer', () => {
  const waits = { wait: 1, firstResponse: 2, response: 3 }
  const perMinute = { wait: 0.1, firstResponse: 0.2, response: 0.5 }
  expect(scoreOf({ best: 5, spread: 0, perMinute }, waits, 0.9)).toBeCloseTo(3, 12)
  expect(scoreOf({ best: 5, spread: 2, perMinute }, waits, 0.975)).toBeCloseTo(3 + 2 * 1.96, 3)
  const file = 'scenarios/returning.yaml'
  const scenario = compile(read(readFileSync(file, 'utf8'), file), {
    arrivals: () => [],
    fit: null,
  })
  const { history, trace } = simulate({ ...scenario, horizon: 86_400_000 as never }, 0, 'sample')
  let asked = 0
  for (let i = 0; i < trace!.length; i++) {
    asked += Number(trace!.columns.kind[i] === Kind.surveyOpened)
    expect(trace!.columns.kind[i]).not.toBe(Kind.refused)
  }
  const [openedAt, firstAt] = [new Map<number, number>(), new Map<number, number>()]
  const points: [number, number][] = []
  for (const event of history!) {
    if (event.type === 'conversation.opened') openedAt.set(event.conversation, event.at)
    // Who leaves without a reply has waited for it until then.
    const isLeft = event.type === 'conversation.closed' && event.by === 'consumer'
    if ((event.type === 'agent.wrote' || isLeft) && !firstAt.has(event.conversation))
      firstAt.set(event.conversation, event.at)
    if (event.type !== 'survey.answered' || event.question !== 0) continue
    expect([1, 2, 3, 4, 5]).toContain(event.value)
    const wait = firstAt.get(event.conversation)! - openedAt.get(event.conversation)!
    points.push([wait / 60_000, event.value])
  }
  expect(Math.abs(points.length / asked - 0.35)).toBeLessThan(4 * Math.sqrt((0.35 * 0.65) / asked))
  // What the bounds leave of a normal variable that is rounded, at each wait.
  const exact = points.map(([wait]) =>
    [2, 3, 4, 5].reduce((sum, k) => sum + below((4.8 - 0.2 * wait - k + 0.5) / 0.7), 1),
  )
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const scores = points.map(([, score]) => score)
  expect(Math.abs(mean(scores) - mean(exact))).toBeLessThan(4 * (0.7 / Math.sqrt(points.length)))
  const slope = (values: readonly number[]) => {
    const x = mean(points.map(([wait]) => wait))
    const sum = points.reduce((all, [wait], i) => all + (wait - x) * values[i], 0)
    return sum / points.reduce((all, [wait]) => all + (wait - x) ** 2, 0)
  }
  expect(slope(exact)).toBeLessThan(-0.1)
  expect(Math.abs(slope(scores) - slope(exact))).toBeLessThan(0.06)
})

/** P(Z ≤ x) to 1e-7 (Abramowitz and Stegun 1964, 26.2.17). */
function below(x: number): number {
  if (x < 0) return 1 - below(-x)
  const t = 1 / (1 + 0.2316419 * x)
  const terms = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429]
  const sum = terms.reduceRight((all, term) => (all + term) * t, 0)
  return 1 - (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * sum
}
