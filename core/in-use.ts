import type { Config } from './config/config.ts'
import { Reason } from './reason.ts'
import type { Stances } from './stances.ts'
import { type AgentId, NEVER, NO_NEED, type Time } from './units.ts'
import type { Condition, Likeness, Policy, View } from './view.ts'

type Test = Condition['test']
type Until = NonNullable<Condition['until']>

/** The conditions that a configuration has a use for, each part a list of its own. */
export interface InUse {
  /** In climbing order. */
  readonly all: readonly Condition[]
  /** Of the agent alone, and of the need too: in climbing order. */
  readonly own: readonly Test[]
  readonly pairs: readonly Test[]
  /** When each answer expires, and whether any ever does. */
  readonly ownUntil: readonly Until[]
  readonly pairUntil: readonly Until[]
  readonly expires: boolean
  /** By condition of the agent alone: how many of the others come before it in the climb. */
  readonly pairsBefore: readonly number[]
  /** What the others look at of a need. */
  readonly looks: readonly Likeness[]
}

export function conditionsInUse({ ready }: Policy, config: Config): InUse {
  const all = ready.filter(({ uses }) => uses === undefined || uses(config))
  const own = all.filter(({ byNeed }) => byNeed === undefined)
  const pairs = all.filter(({ byNeed }) => byNeed)
  return {
    all,
    own: own.map(({ test }) => test),
    pairs: pairs.map(({ test }) => test),
    ownUntil: own.map(({ until = never }) => until),
    pairUntil: pairs.map(({ until = never }) => until),
    expires: all.some(({ until }) => until),
    pairsBefore: own.map(
      (one) => pairs.filter((pair) => all.indexOf(pair) < all.indexOf(one)).length,
    ),
    looks: pairs.map(({ byNeed }) => byNeed!),
  }
}

/** When the first answers of an agent expire: so many own ones, and so many with each of its stances. */
export function expiry(
  { ownUntil, pairs, pairUntil }: InUse,
  view: View,
  agent: AgentId,
  own: number,
  ofPairs: number,
  stances: Stances,
): Time {
  let until = NEVER
  for (let i = 0; i < own; i++) until = earlier(until, ownUntil[i](view, agent, NO_NEED))
  if (ofPairs === 0) return until
  const all = stances.of[agent]
  for (let k = 0; k < all.length; k++) {
    const need = stances.need[all[k]]
    for (let i = 0; i < ofPairs; i++) {
      until = earlier(until, pairUntil[i](view, agent, need))
      if (pairs[i](view, agent, need) !== Reason.eligible) break
    }
  }
  return until
}

const never = (): Time => NEVER
const earlier = (a: Time, b: Time): Time => (a < b ? a : b)
