import type { Tables } from '../data/index.ts'
import type { Scenario } from '../scenarios/index.ts'

/**
 * The shifts of a scenario, breaks included: what is planned and paid. Who comes by headcount has none.
 */
export function scheduleOf({ shifts }: Scenario): NonNullable<Tables['schedule']> {
  return {
    agent: Int32Array.from(shifts, ({ agent }) => agent),
    from_at: Float64Array.from(shifts, ({ from }) => from),
    to_at: Float64Array.from(shifts, ({ to }) => to),
  }
}
