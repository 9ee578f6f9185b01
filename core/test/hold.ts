import fc from 'fast-check'
import { test } from 'vitest'
import type { Law } from './law.ts'

/** RUNS says how many more by hand, and looks at others each time: `RUNS=100000`. */
const runs = process.env['RUNS']
/** AT_MOST says how many fewer, of the same: for mutants, of which most die young. */
const most = Number(process.env['AT_MOST'] ?? Infinity)
/** In ms: on two cores that others use too. */
const PATIENCE = 300_000
/** The cases are the same each time. */
const SEED = 42

/** Tests that laws hold, for as many cases as are asked of each. */
export function testLaws(laws: readonly Law[], cases: (law: Law) => number): void {
  test.each(laws.map((law) => [law.title, law] as const))(
    '%s',
    (_, law) => {
      const seed = runs === undefined ? { seed: SEED } : {}
      fc.assert(law.property, { numRuns: Math.min(Number(runs ?? cases(law)), most), ...seed })
    },
    PATIENCE,
  )
}
