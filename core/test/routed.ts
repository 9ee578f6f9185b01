import fc from 'fast-check'
import {
  type GroupId,
  levelPreference,
  type Policy,
  poolRouting,
  routings,
  type SkillId,
} from '../index.ts'

/**
 * A routing of the literature, as data: what a host would put in the place of the account's ranking.
 * Pools are groups, classes are skills.
 */
export type Routing =
  | { readonly name: keyof typeof routings }
  | { readonly name: 'levelPreference'; readonly levels: readonly number[] }
  | {
      readonly name: 'poolRouting'
      /** By skill, and by group. */
      readonly pools: readonly (readonly number[])[]
      readonly classes: readonly (readonly number[])[]
      /** By skill, then by group: how many agents are kept free. */
      readonly reserves: readonly (readonly number[])[]
    }

const some = (n: number) => fc.shuffledSubarray(Array.from({ length: n }, (_, i) => i))
const three = <Value>(of: fc.Arbitrary<Value>) => fc.array(of, { minLength: 3, maxLength: 3 })

/** For three skills and three groups. */
export const routing: fc.Arbitrary<Routing> = fc.oneof(
  fc.record({ name: fc.constantFrom(...(Object.keys(routings) as (keyof typeof routings)[])) }),
  fc.record({ name: fc.constant('levelPreference' as const), levels: some(4) }),
  fc.record({
    name: fc.constant('poolRouting' as const),
    ...{ pools: three(some(3)), classes: three(some(3)) },
    reserves: three(three(fc.constantFrom(0, 0, 0, 1, 1, 2))),
  }),
)

/** The policy that it stands for. */
export function policyFor(routed: Routing): Policy {
  if (routed.name === 'levelPreference') return levelPreference(routed.levels)
  if (routed.name !== 'poolRouting') return routings[routed.name]
  const { classes, pools, reserves } = routed
  return poolRouting({
    pools: pools as readonly (readonly GroupId[])[],
    classes: classes as readonly (readonly SkillId[])[],
    reserve: (skill, group) => reserves[skill]?.[group] ?? 0,
  })
}
