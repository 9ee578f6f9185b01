import fc from 'fast-check'
import { test } from 'vitest'
import { laws } from './laws.ts'

/** Cases a law; RUNS says how many more by hand. */
const runs = process.env['RUNS']
/** Each of these compiles a thousand years. */
const few: Readonly<Record<string, number>> = { repeat: 3 }

test.each(laws.map((law) => [law.title, law] as const))('%s', (_, { name, property }) => {
  fc.assert(property, { numRuns: Number(runs ?? few[name] ?? 100) })
})
