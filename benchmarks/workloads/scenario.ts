import { type AgentId, type Duration, type SkillId, time } from '../../core/index.ts'
import type { Scenario } from '../../scenarios/index.ts'
import { simulate, streamOf, uniform } from '../../sim/index.ts'
import { agentsOf, type Outcome, type Skill, type Workload } from './workload.ts'

/** ms: so many that whole milliseconds do not show. */
const UNIT = 600_000
const HOUR = 3_600_000
/** Nobody comes any more and the last one leaves: far longer than it takes. */
const LEAVING = 200 * UNIT

/** A workload as a scenario: `conversations` arrivals, then until everybody has left. */
export function scenarioOf(workload: Workload, conversations: number, seed = 1): Scenario {
  const { groups, name, skills } = workload
  const ids = groups.flatMap(({ agents, skills: held }) =>
    Array.from({ length: agents }, () => held.map((skill) => skills[skill].id)),
  )
  const width = String(agentsOf(workload)).length
  const agents = ids.map((held, i) => ({ id: `n${String(i).padStart(width, '0')}`, skills: held }))
  const lasts = lengthOf(skills, conversations, seed)
  const horizon = (lasts + LEAVING) as Duration
  return {
    ...{ name, description: workload.title, zone: 'UTC', seed, replications: 1 },
    ...{ start: time(0), horizon, burnIn: 0 as Duration, interval: horizon },
    account: {
      skills: skills.map(({ id }) => ({ id, target: null })),
      agents,
      ...{ ranking: 'longestIdle', smartCapacity: false, maxSlots: 1, autoCloseAfter: null },
      // Strict order: a tier for each skill but the last.
      ...(skills.length > 1 && {
        classes: skills
          .slice(0, -1)
          .map(({ id }, i) => ({ when: { skill: id }, tier: skills.length - 1 - i })),
      }),
    },
    shifts: agents.map((_, agent) => ({
      ...{ agent: agent as AgentId, from: time(0), to: time(horizon) },
    })),
    demand: skills.map(({ id, patience, rate, service }, skill) => ({
      ...{ name: id, skill: skill as SkillId },
      arrivals: { kind: 'intervals', length: lasts as Duration, perHour: [(rate * HOUR) / UNIT] },
      conversation: {
        model: 'call',
        holding: { dist: 'exponential', mean: service * UNIT },
        patience: patience < Infinity ? { dist: 'exponential', mean: patience * UNIT } : null,
      },
    })),
  }
}

/**
 * When arrivals must stop for exactly so many to have come: the simulator's own streams tell. It has
 * no number of arrivals to stop at, and a million may not come in the time in which they are expected.
 */
function lengthOf(skills: readonly Skill[], conversations: number, seed: number): number {
  const streams = skills.map(({ id }) => streamOf(seed, 0, `arrivals/${id}`))
  const gap = (i: number, draw: number) =>
    -Math.log(uniform(streams[i], 0, draw)) * (UNIT / skills[i].rate)
  const drawn = skills.map(() => 1)
  const next = skills.map((_, i) => gap(i, 0))
  for (let come = 0; come < conversations; come++) {
    const first = next.indexOf(Math.min(...next))
    next[first] += gap(first, drawn[first]++)
  }
  return Math.floor(Math.min(...next))
}

/**
 * The workload through the whole simulator, at accumulator level.
 * @throws Error if not all have come, or not all have gone.
 */
export function simulated(workload: Workload, scenario: Scenario, conversations: number): Outcome {
  const {
    conversations: come,
    measures,
    traceHash,
    unfinished,
  } = simulate(scenario, 0, 'accumulators')
  if (come !== conversations || unfinished > 0)
    throw new Error(`${come} came instead of ${conversations}, ${unfinished} are still there`)
  const intervals = measures.intervals as unknown as Record<string, Float64Array>
  const skills = workload.skills.map((_, skill) => {
    const row = intervals.skill.indexOf(skill)
    const arrived = intervals.opened[row]
    return {
      arrived,
      // Of those who came and went, whoever was never assigned.
      abandoned: arrived - intervals.wait_n[row],
      waited: intervals.queued_ms[row] / UNIT,
    }
  })
  return { skills, hash: traceHash }
}
