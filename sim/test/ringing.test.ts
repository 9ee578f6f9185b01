import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Kind, Presence, type Trace } from '../../core/index.ts'
import { compile, read, type Scenario } from '../../scenarios/index.ts'
import { erlangC, erlangCWait, simulate } from '../index.ts'
import { agreesInBatches } from './agreement.ts'

interface Written {
  readonly agents: number
  readonly perHour: number
  readonly offers: string
  readonly rules?: string
  readonly mode?: string
  readonly ttl?: string
  readonly days?: number
}

function written(given: Written): Scenario {
  const { agents, days = 20, mode = 'ring', offers, perHour, rules = '', ttl = '30 s' } = given
  const text = `name: Ringing
zone: UTC
start: 2026-03-02
horizon: ${days} d
seed: 8
replications: 1
rules:
  { ranking: longestIdle, smartCapacity: false, maxSlots: 1, distributionMode: ${mode}, offerTtl: ${ttl}${rules} }
skills: { a: { target: null } }
agents: [{ group: desk, count: ${agents}, skills: [a], offers: ${offers} }]
conversations: { it: { model: call, holding: { exponential: 3 min } } }
demand: [{ name: a, skill: a, conversation: it, perHour: ${perHour} }]
`
  return compile(read(text, 'ringing.yaml'), { arrivals: () => [], fit: null })
}

/** Waits from opening to assignment, s. */
function waits(scenario: Scenario): number[] {
  const { trace } = simulate(scenario, 0, 'sample')
  const { kind, value } = trace!.columns
  return Array.from({ length: trace!.length }, (_, i) => i)
    .filter((i) => kind[i] === Kind.assigned)
    .map((i) => value[i] / 1000)
}

function count({ columns, length }: Trace, what: Kind): number {
  return columns.kind.subarray(0, length).reduce((sum, kind) => sum + Number(kind === what), 0)
}

/** Without the first of the run, which began with everybody free. */
function agrees(values: readonly number[], exact: number, within = 0.1) {
  agreesInBatches(values.slice(Math.floor(values.length / 21)), exact, within)
}

test('offers that are accepted at once make Erlang’s queue', () => {
  const scenario = written({ agents: 4, perHour: 64, offers: '{ after: { deterministic: 0 s } }' })
  const found = waits(scenario)
  agrees(
    found.map((wait) => Number(wait > 0)),
    erlangC(4, 3.2),
  )
  agrees(found, erlangCWait(4, 3.2, 180), 0.15)
})

test('ringing takes the agent’s time: one agent is M/G/1 with both, by Pollaczek and Khinchine', () => {
  const offers = '{ after: { exponential: 20 s } }'
  const scenario = written({
    agents: 1,
    perHour: 12,
    offers,
    ttl: '10 min',
    days: 80,
  })
  const [ring, hold] = [20, 180]
  // The second moment of the sum of both; what is waited until it rings, and the ringing.
  const second = 2 * ring ** 2 + 2 * hold ** 2 + 2 * ring * hold
  const rate = 12 / 3600
  const queue = (rate * second) / (2 * (1 - rate * (ring + hold)))
  agrees(waits(scenario), queue + ring, 0.12)
})

test('declined and ignored offers go round: the wait is what each attempt costs', () => {
  const offers = '{ after: { exponential: 5 s }, declines: 0.2, ignores: 0.1 }'
  const scenario = written({ agents: 40, perHour: 60, offers, days: 5 })
  const { trace } = simulate(scenario, 0, 'sample')
  // An attempt costs what its answer takes, or half a minute; by Wald’s identity all of them together.
  const late = Math.exp(-30 / 5)
  const [cost, success] = [0.9 * 5 * (1 - late) + 0.1 * 30, 0.7 * (1 - late)]
  agrees(waits(scenario), cost / success, 0.05)
  const [offered, assigned] = [count(trace!, Kind.offered), count(trace!, Kind.assigned)]
  expect(offered / assigned).toBeCloseTo(1 / success, 1)
  expect(count(trace!, Kind.refused)).toBe(0)
})

test('where it rings at all at once the quickest wins, the others are not answered any more', () => {
  const offers = '{ after: { exponential: 20 s } }'
  const rings = { offers, mode: 'ringAll', ttl: '10 min' }
  const found = waits(written({ agents: 5, perHour: 2, days: 120, ...rings }))
  // Nearly always all five are free: the least of five exponential times.
  agrees(found, 4, 0.03)
})

test('who is set away for a missed offer is back after a while, or with the next shift', () => {
  const missed = (back: string) => {
    const offers = `{ after: { exponential: 5 s }, ignores: 0.3${back} }`
    const rules = ', missedOfferToAway: true'
    const { history, trace } = simulate(
      written({ agents: 4, perHour: 30, offers, rules, days: 2 }),
      0,
      'sample',
    )
    const returns = [...history!].filter(
      (event) => event.type === 'agent.presenceSet' && event.presence === Presence.online,
    )
    return {
      away: count(trace!, Kind.presence),
      back: returns.length - 4,
      handled: count(trace!, Kind.assigned),
    }
  }
  const gone = missed('')
  expect([gone.away, gone.back]).toEqual([4, 0])
  const { away, back, handled } = missed(', backAfter: { exponential: 2 min }')
  expect(away).toBeGreaterThan(100)
  expect(away - back).toBeLessThanOrEqual(4)
  expect(handled).toBeGreaterThan(1300)
})

test('at the ring desk somebody picks up', () => {
  const file = 'scenarios/ring-desk.yaml'
  const scenario = compile(read(readFileSync(file, 'utf8'), file), {
    arrivals: () => [],
    fit: null,
  })
  const { conversations, history, trace } = simulate(scenario, 0, 'sample')
  expect(count(trace!, Kind.assigned)).toBe(conversations)
  const types = new Set([...history!].map(({ type }) => type))
  expect(types).toContain('offer.declined')
  expect(count(trace!, Kind.refused)).toBe(0)
})
