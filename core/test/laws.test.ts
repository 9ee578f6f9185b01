import fc from 'fast-check'
import { test } from 'vitest'
import { laws } from './laws.ts'

/** Histories a law; RUNS says how many more by hand. */
const runs = process.env['RUNS']
/** The model is fast; three laws look at every millisecond. */
const histories: Readonly<Record<string, number>> = {
  ...{ model: 5000, available: 500, standing: 500, timers: 500, fresh: 500, again: 500 },
}

/** The histories are the same each time: `RUNS=100000` looks at others. */
const SEED = 42

test.each(laws.map((law) => [law.title, law] as const))('%s', (_, { name, property }) => {
  const numRuns = Number(runs ?? histories[name] ?? 1500)
  fc.assert(property, {
    numRuns,
    ...(runs === undefined ? { seed: SEED } : {}),
  })
})
