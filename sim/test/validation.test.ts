import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Case, NotAModel, readCases } from '../validation/case.ts'
import { comparableOf, verdicts } from '../validation/estimate.ts'
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
