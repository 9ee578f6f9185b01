import { expect } from 'vitest'
import { batchMeans, type Estimate, meanInterval } from '../analysis/index.ts'

/** Standard errors that an estimate may lie from what is exact. */
const FAR = 4

/** An estimate is within four standard errors of what is exact; and these are small enough. */
export function near({ error, mean }: Estimate, exact: number, within = Infinity): void {
  expect(error / Math.abs(exact)).toBeLessThan(within)
  expect(Math.abs(mean - exact) / error, `${mean} for ${exact}`).toBeLessThan(FAR)
}

/** The mean of values that do not depend on each other agrees. */
export function agrees(values: readonly number[], exact: number, within?: number): void {
  near(meanInterval(values), exact, within)
}

/** The mean of one long run's values, in order of time, agrees: in batches. */
export function agreesInBatches(values: readonly number[], exact: number, within: number): void {
  near(batchMeans(values), exact, within)
}
