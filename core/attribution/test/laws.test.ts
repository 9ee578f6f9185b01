import fc from 'fast-check'
import { test } from 'vitest'
import { laws } from './laws.ts'

/** Histories a law; RUNS says how many more by hand, and looks at others each time. */
const runs = process.env['RUNS']
const SEED = 42

test.each(laws.map((law) => [law.title, law] as const))('%s', (_, { property }) => {
  fc.assert(property, {
    numRuns: Number(runs ?? 500),
    ...(runs === undefined ? { seed: SEED } : {}),
  })
})
