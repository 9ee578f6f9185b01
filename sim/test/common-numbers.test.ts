import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile, read, type Scenario } from '../../scenarios/index.ts'
import { pairedDifference, simulate } from '../index.ts'

const file = 'scenarios/retail-chat.yaml'
const text = readFileSync(file, 'utf8')
const day = (changed: string): Scenario => ({
  ...compile(read(changed, file), { arrivals: () => [], fit: null }),
  horizon: (14 * 3_600_000) as Scenario['horizon'],
})
const baseline = day(text)
const fewer = day(text.replace('group: early, count: 5', 'group: early, count: 4'))
const REPLICATIONS = 20

/** Mean first response times of a scenario, one a replication; under a seed. */
const waits = (scenario: Scenario, seed: number) =>
  Array.from({ length: REPLICATIONS }, (_, n) => {
    const { intervals } = simulate({ ...scenario, seed }, n, 'accumulators').measures
    const sum = (column: string) =>
      (intervals as unknown as Record<string, Float64Array>)[column].reduce((a, b) => a + b, 0)
    return sum('response_sum_ms') / sum('response_n')
  })

test('two staffings on the same consumers differ with far less variance than on different ones', () => {
  const [own, other] = [waits(baseline, 7), waits(fewer, 7)]
  const paired = pairedDifference(other, own, { better: 'lower' })
  const apart = pairedDifference(waits(fewer, 8), own, { better: 'lower' })
  expect(paired.mean).toBeGreaterThan(0)
  expect(paired.lost).toBeGreaterThan(paired.won)
  expect(apart.varianceRatio).toBeGreaterThan(0.4)
  expect(paired.varianceRatio).toBeLessThan(0.2)
})

test('who arrives does not depend on who answers', () => {
  const arrivals = (scenario: Scenario) => {
    const { history } = simulate(scenario, 0, 'sample')
    return [...history!]
      .filter(({ type }) => type === 'conversation.opened')
      .map((event) => [event.at, 'conversation' in event ? event.conversation : undefined])
  }
  expect(arrivals(fewer)).toEqual(arrivals(baseline))
})
