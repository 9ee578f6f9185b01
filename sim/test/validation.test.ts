import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Case, NotAModel, readCases } from '../validation/case.ts'
import { Crew } from '../validation/crew.ts'
import { comparableOf, isSeen, verdicts } from '../validation/estimate.ts'
import { planOf } from '../validation/plan.ts'
import { Runs } from '../validation/run.ts'

/** A case of most families, with its exact results; `switchyard validate` runs whole files of them. */
const file = new URL('exact-cases.json', import.meta.url)
const cases = readCases(readFileSync(file, 'utf8'), 'exact-cases.json')

/** Runs are few here, so that the standard error is itself uncertain; by hand they are sixty and more. */
const RUNS = 12
const FAR = 6
/** Of the usual length. */
const PART = 0.25

test.each(cases.map((one) => [one.id, one] as const))('%s is what is known exactly', (_, one) => {
  const runs = new Runs(one, 1, PART)
  const found = Array.from({ length: RUNS }, (_run, replication) => runs.run(replication))
  const told = verdicts(one, runs.plan, found, 0.2)
  expect(comparableOf(one, runs.plan).skipped).toEqual([])
  expect(told.length).toBe(Object.keys(one.results).length)
  for (const { measure, z } of told)
    expect([measure, Math.abs(z ?? 0) < FAR]).toEqual([measure, true])
})

test('a wrong exact value is found', () => {
  const one = cases.find(({ family }) => family === 'erlang_a')!
  const runs = new Runs(one, 1, PART)
  const found = Array.from({ length: RUNS }, (_, replication) => runs.run(replication))
  const wrong: Case = { ...one, results: { p_wait: (one.results.p_wait as number) * 1.1 } }
  expect(verdicts(wrong, runs.plan, found, 0.2)[0]).toMatchObject({ isMet: false })
})

test('what cannot be simulated is told with the reason, what is wrong with name, value and bound', () => {
  const [one] = cases
  const plan = (change: Partial<Case>) => () => planOf({ ...one, ...change }, 1)
  expect(plan({ family: 'planning' })).toThrow(NotAModel)
  expect(plan({ params: { arrivals_per_hour: 1 } })).toThrow(NotAModel)
  expect(plan({ params: { ...one.params, servers: 2.5 } })).toThrow(
    `case ${one.id}: servers 2.5 is not a whole number from 1`,
  )
  expect(() => readCases('{}', 'x.json')).toThrow('x.json: it is no list of cases')
})

/** Erlang B: 3 agents, 2 erlang. */
const blocking = 4 / 3 / (1 + 2 + 2 + 4 / 3)
const little = { arrivals_per_hour: 60, mean_service_s: 120, servers: 3 }
const turns = { agents: 1, cap: 2, conversations_per_min: 0.3, mean_turn_handling_min: 1 }

/** What lies at the ends of what a family may state, with what is known of it. */
test.each<Omit<Case, 'id'>>([
  {
    family: 'erlang_a',
    params: { ...little, mean_patience_s: 0 },
    results: { p_wait: blocking, p_abandon: blocking, mean_wait_all: 0 },
  },
  {
    family: 'mmck',
    params: { ...little, system_capacity: 3, sl_seconds: 0 },
    results: { p_block: blocking, p_wait_given_accepted: 0, service_level_accepted: 1 },
  },
  {
    family: 'mg1',
    params: { interarrival_mean_s: 200, service: { dist: 'gamma', mean_s: 100, cv: 0 } },
    results: { p_wait: 0.5, mean_wait: 50, mean_sojourn: 150 },
  },
  {
    family: 'mg1',
    params: {
      interarrival_mean_s: 200,
      service: { dist: 'hyperexponential', p: [0, 1], means_s: [9, 100] },
    },
    results: { mean_wait: 100, sd_wait: Math.sqrt(3) * 100 },
  },
  {
    family: 'processor_sharing',
    params: { arrivals_per_min: 0.1, work: { dist: 'deterministic', mean_min: 3 } },
    results: { sojourn_of_5_min_job: 5 / 0.7, mean_in_system: 3 / 7 },
  },
  {
    family: 'case_manager',
    params: { ...turns, return_probability: 0, mean_customer_delay_min: 5 },
    results: {
      mean_with_customer: 0,
      utilisation: 0.3,
      mean_inbox: 0.3 + 0.09 / 0.7 - 0.027 / 0.7,
    },
  },
  {
    family: 'accumulating_priority',
    params: {
      ...{ arrivals_per_s: [0.004, 0.005], mean_service_s: 80, servers: 1, sl_seconds: 60 },
      accumulation_rates: [1, 0],
    },
    // A class that gains nothing comes last, as in strict priority (Cobham, 1954).
    results: { mean_wait_1: 57.6 / 0.68, mean_wait_2: 57.6 / 0.68 / 0.28 },
  },
])('$family is right at its ends too: $params', (given) => {
  const one: Case = { id: 'end', ...given }
  const runs = new Runs(one, 2, 0.1)
  const found = Array.from({ length: RUNS }, (_, replication) => runs.run(replication))
  for (const { difference, measure, z } of verdicts(one, runs.plan, found, 0.2).map((told) => ({
    ...told,
    difference: Math.abs(told.estimate - told.exact),
  })))
    expect([measure, z === null ? difference < 1e-4 : Math.abs(z) < FAR]).toEqual([measure, true])
})

test('a mean over what never happened is not compared, a bound that nobody states is not made up', () => {
  const one: Case = {
    ...{ id: 'rare', family: 'erlang_c' },
    params: { arrivals_per_hour: 60, mean_service_s: 60, servers: 30 },
    results: { asa_given_wait: 2, service_level: 1, asa: 0 },
  }
  const runs = new Runs(one, 1, 0.02)
  const told = verdicts(one, runs.plan, [runs.run(0), runs.run(1)], 0.01)
  expect(told.map((verdict) => [verdict.measure, isSeen(verdict)])).toEqual([
    ['asa_given_wait', false],
    ['asa', true],
  ])
  expect(comparableOf(one, runs.plan).skipped.map(({ name }) => name)).toEqual(['service_level'])
})

const slow = { ...turns, conversations_per_min: 0.2, return_probability: 0.8 }
test('a handful of what is rare, or of what rarely is not so, asks for more runs instead of failing', () => {
  const params = { arrivals_per_hour: 60, mean_service_s: 60, servers: 30 }
  // Nobody waits here: as if one in 2,000 should, and as if all but one in 2,000 should be served at once.
  const results = { p_wait: 5e-4, service_level: 0.9995, occupancy: 0.1 }
  const one: Case = { id: 'few', family: 'erlang_c', params: { ...params, sl_seconds: 9 }, results }
  const runs = new Runs(one, 1, 0.02)
  const told = verdicts(one, runs.plan, [runs.run(0), runs.run(1), runs.run(2)], 0.5)
  expect(told.map(({ isPrecise, se }) => [isPrecise, se > 0])).toEqual([
    [false, false],
    [false, false],
    [true, true],
  ])
})

test.each<[string, string, Record<string, unknown>, string]>([
  [
    'what grows for ever',
    'erlang_c',
    { ...little, arrivals_per_hour: 180 },
    'its load 2 is not below 1',
  ],
  [
    ...(['slots that cannot keep up', 'case_manager'] as const),
    { ...slow, mean_customer_delay_min: 30 },
    'is not below 1, and nobody leaves',
  ],
  [
    ...(['a patience for one of two classes', 'priority_mmc_abandon'] as const),
    { ...little, arrivals_per_hour: [9, 9], mean_patience_s: [9] },
    'mean_patience_s [9] is not one for each of 2 classes',
  ],
  ['half an agent', 'time_varying', day([[0, 2.5]]), '[0] 2.5 is not a whole number'],
  [
    ...(['steps out of order', 'time_varying'] as const),
    day([
      [0, 2],
      [60, 3],
      [30, 1],
    ]),
    'staffing_steps[2] 30 is not after 60',
  ],
  [
    ...(['nobody for those who wait', 'time_varying'] as const),
    day([
      [0, 2],
      [60, 0],
    ]),
    'staffing_steps[1] 0 is not above 0',
  ],
])('%s is refused', (_, family, params, words) => {
  expect(() => planOf({ id: 'wrong', family, params, results: {} }, 1)).toThrow(words)
})

function day(staffing_steps: readonly (readonly number[])[]) {
  const rate = { kind: 'steps', from_min_rate: [[0, 1]] }
  return { arrival_rate_per_min: rate, horizon_min: 90, mean_service_min: 2, staffing_steps }
}

test('a run that fails is told, and the threads go on with the next case', async () => {
  const crew = new Crew(1)
  const [, one] = cases
  const how = { done: () => {} }
  const broken = { ...one, params: { ...one.params, servers: -1 } }
  try {
    await expect(crew.run({ one: broken, seed: 1 }, { from: 0, to: 2 }, how)).rejects.toThrow(
      'run 0: case',
    )
    const good = { ...one, family: 'erlang_a', params: { ...little, mean_patience_s: 60 } }
    expect((await crew.run({ one: good, seed: 1 }, { from: 0, to: 1 }, how)).length).toBe(1)
  } finally {
    await crew.close()
  }
})
