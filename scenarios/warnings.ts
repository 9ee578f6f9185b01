import { configure, warnings } from '../core/index.ts'
import { placeOf } from './compile/place.ts'
import type { Problem } from './form.ts'
import type { Written } from './read.ts'
import type { Scenario } from './scenario.ts'

/** What a scenario may mean, but probably should not, where it is written; by line. */
export function warningsOf({ spot, value }: Written, { account }: Scenario): Problem[] {
  return warnings(configure(account))
    .map((message) => ({ ...spot(placeOf(message, value)), message }))
    .sort((a, b) => a.line - b.line || a.column - b.column)
}
