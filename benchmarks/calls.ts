import { type Duration, type SkillId, time } from '../core/index.ts'
import type { Distribution, Scenario } from '../scenarios/index.ts'

/** One queue, one pool, one call at a time. */
export interface Calls {
  readonly name: string
  readonly agents: number
  /** How many are expected to come. */
  readonly calls: number
  readonly perHour: number
  readonly holding: Distribution
  readonly patience: Distribution | null
  readonly seed: number
}

/** The scenario of the queueing texts: M/G/c, with or without patience, first come first served. */
export function callsOf(given: Calls): Scenario {
  const { calls, holding, name, patience, perHour, seed } = given
  const horizon = Math.round((calls / perHour) * 3_600_000) as Duration
  const agents = Array.from({ length: given.agents }, (_, i) => ({
    id: `a${i}`,
    skills: ['calls'],
  }))
  return {
    ...{ name, description: '', zone: 'UTC', seed, replications: 1 },
    ...{ start: time(0), horizon, burnIn: 0 as Duration, interval: horizon },
    account: {
      skills: [{ id: 'calls', target: null }],
      agents,
      ...{ ranking: 'longestIdle', smartCapacity: false, maxSlots: 1 },
    },
    shifts: agents.map((_, agent) => ({ agent: agent as never, from: time(0), to: time(horizon) })),
    demand: [
      {
        ...{ name: 'calls', skill: 0 as SkillId },
        arrivals: { kind: 'rate', perHour },
        conversation: { model: 'call', holding, patience },
      },
    ],
  }
}
