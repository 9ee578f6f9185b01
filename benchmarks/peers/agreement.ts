import { execFileSync } from 'node:child_process'
import type { Scenario } from '../../scenarios/index.ts'
import { type Estimate, meanInterval, simulate } from '../../sim/index.ts'
import { type Result, resultOf } from '../result.ts'
import { runs, skip } from './installed.ts'
import { models } from './models.ts'

/** What one replication of either engine tells: sums by skill, times in ms. */
interface Found {
  /** Share of all slots. */
  readonly used: number
  readonly skills: readonly Sums[]
}
interface Sums {
  readonly opened: number
  readonly assigned: number
  /** Of those assigned. */
  readonly wait: number
  /** Waiting times, whatever ended them. */
  readonly queued: number
  readonly answered: number
  readonly response: number
}

/** One measure in both engines: mean over replications and its standard error. */
interface Agreement {
  readonly model: string
  readonly measure: string
  readonly ours: Estimate
  readonly theirs: Estimate
  /** Standard errors between the two. */
  readonly z: number
}

/**
 * Three models in both engines, measure by measure: how many standard errors are they apart?
 * @throws Error if a measure differs by more than four: one of the engines is wrong.
 */
export function agreement(part: number, replications: number): Result[] {
  const python = runs('simpy')
  if (python !== undefined)
    return models(part).flatMap((scenario) => {
      const { rows, traceHash } = compare(python, scenario, replications)
      const params = { replications, hours: scenario.horizon / 3_600_000 }
      return rows.map((one) =>
        resultOf({ ...told(one), params, hash: traceHash }, [Math.abs(one.z)]),
      )
    })
  skip('simpy')
  return []
}

function told({ measure, model, ours, theirs, z }: Agreement) {
  const figures = `${pair(ours)}, SimPy ${pair(theirs)}`
  if (!(Math.abs(z) <= 4))
    throw new Error(`${model}, ${measure}: ${figures} differ by ${z.toFixed(1)} standard errors`)
  return {
    ...{ name: `agreement-${model}`, unit: 'standard errors', bar: { atMost: 4 } },
    question: `${measure}: ${figures}: how far apart?`,
  }
}

const pair = ({ error, mean }: Estimate) =>
  `${Number(mean.toPrecision(4))} ± ${Number(error.toPrecision(2))}`

/** Every measure of a model, by both engines. */
function compare(python: string, scenario: Scenario, replications: number) {
  const ours = Array.from({ length: replications }, (_, i) => own(scenario, i))
  const [{ traceHash }] = ours
  const theirs = JSON.parse(
    execFileSync(python, ['benchmarks/peers/desk.py', String(replications)], {
      ...{ encoding: 'utf8', input: JSON.stringify(scenario) },
    }),
  ) as Found[]
  const rows = measuresOf(scenario).map(([measure, of]): Agreement => {
    const [x, y] = [meanInterval(ours.map(of)), meanInterval(theirs.map(of))]
    const z = (x.mean - y.mean) / Math.hypot(x.error, y.error)
    return { model: scenario.name, measure, ours: x, theirs: y, z }
  })
  return { rows, traceHash }
}

type Measure = readonly [name: string, of: (found: Found) => number]

function measuresOf({ account, demand }: Scenario): Measure[] {
  const bySkill = account.skills.flatMap(({ id }, i): Measure[] => [
    [`Mean wait of ${id}, s`, ({ skills }) => skills[i].wait / skills[i].assigned / 1000],
    [`Share of ${id} assigned`, ({ skills }) => skills[i].assigned / skills[i].opened],
    [`Mean queueing of ${id}, s`, ({ skills }) => skills[i].queued / skills[i].opened / 1000],
    ...(demand[i].conversation.model === 'messaging'
      ? ([
          [`Mean response to ${id}, s`, ({ skills: s }) => s[i].response / s[i].answered / 1000],
          [`Replies to ${id}, each`, ({ skills: s }) => s[i].answered / s[i].opened],
        ] satisfies Measure[])
      : []),
  ])
  return [['Share of slots used', ({ used }) => used], ...bySkill]
}

function own(scenario: Scenario, replication: number): Found & { readonly traceHash: string } {
  const { measures, traceHash } = simulate(scenario, replication, 'accumulators')
  const skill = measures.intervals as unknown as Record<string, Float64Array>
  const agent = measures.agent_intervals as unknown as Record<string, Float64Array>
  const sum = (column: Float64Array) => column.reduce((total, x) => total + x, 0)
  return {
    traceHash,
    used: sum(agent.used_ms) / sum(agent.capacity_ms),
    skills: scenario.account.skills.map((_, i) => {
      const row = skill.skill.indexOf(i)
      const [assigned, wait] = [skill.wait_n[row], skill.wait_sum_ms[row]]
      const [answered, response] = [skill.response_n[row], skill.response_sum_ms[row]]
      const [opened, queued] = [skill.opened[row], skill.queued_ms[row]]
      return { opened, assigned, wait, queued, answered, response }
    }),
  }
}
