import { execFileSync } from 'node:child_process'
import type { Scenario } from '../../scenarios/index.ts'
import { simulate } from '../../sim/index.ts'
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
export interface Agreement {
  readonly model: string
  readonly measure: string
  readonly ours: Estimate
  readonly theirs: Estimate
  /** Standard errors between the two. */
  readonly z: number
}
interface Estimate {
  readonly mean: number
  readonly error: number
}

/**
 * Three models in both engines: how many standard errors are they apart, at most?
 * @throws Error if a measure differs by more than four: one of the engines is wrong.
 */
export function agreement(part: number, replications: number): Result[] {
  const python = runs('simpy')
  if (python !== undefined)
    return models(part).map((scenario) => agreed(python, scenario, replications))
  skip('simpy')
  return []
}

function agreed(python: string, scenario: Scenario, replications: number): Result {
  const rows = compare(python, scenario, replications)
  const text = rows.map(({ measure, ours, theirs, z }) => {
    const told = ({ error, mean }: Estimate) => `${short(mean)} ± ${short(error)}`
    return `${scenario.name}, ${measure}: ${told(ours)}, SimPy ${told(theirs)}, z ${z.toFixed(1)}`
  })
  const far = rows.findIndex(({ z }) => !(Math.abs(z) <= 4))
  if (far >= 0) throw new Error(text[far])
  return resultOf(
    {
      ...{ name: `agreement-${scenario.name}`, unit: 'standard errors', bar: { atMost: 4 } },
      question: `${scenario.description}: how far is SimPy from us, in the worst of ${rows.length} measures?`,
      params: { replications, hours: scenario.horizon / 3_600_000 },
      hash: text.join('; '),
    },
    [Math.max(...rows.map(({ z }) => Math.abs(z)))],
  )
}

/** Every measure of a model, by both engines. */
export function compare(python: string, scenario: Scenario, replications: number): Agreement[] {
  const ours = Array.from({ length: replications }, (_, i) => own(scenario, i))
  const theirs = JSON.parse(
    execFileSync(python, ['benchmarks/peers/desk.py', String(replications)], {
      ...{ encoding: 'utf8', input: JSON.stringify(scenario) },
    }),
  ) as Found[]
  return measuresOf(scenario).map(([measure, of]) => {
    const [x, y] = [estimate(ours.map(of)), estimate(theirs.map(of))]
    const z = (x.mean - y.mean) / Math.hypot(x.error, y.error)
    return { model: scenario.name, measure, ours: x, theirs: y, z }
  })
}

type Measure = readonly [name: string, of: (found: Found) => number]

function measuresOf({ account, demand }: Scenario): Measure[] {
  const bySkill = account.skills.flatMap(({ id }, i): Measure[] => [
    [`mean wait of ${id}, s`, ({ skills }) => skills[i].wait / skills[i].assigned / 1000],
    [`share of ${id} assigned`, ({ skills }) => skills[i].assigned / skills[i].opened],
    [`mean queueing of ${id}, s`, ({ skills }) => skills[i].queued / skills[i].opened / 1000],
    ...(demand[i].conversation.model === 'messaging'
      ? ([
          [`mean response to ${id}, s`, ({ skills: s }) => s[i].response / s[i].answered / 1000],
          [`replies to ${id}, each`, ({ skills: s }) => s[i].answered / s[i].opened],
        ] satisfies Measure[])
      : []),
  ])
  return [['share of slots used', ({ used }) => used], ...bySkill]
}

function own(scenario: Scenario, replication: number): Found {
  const { measures } = simulate(scenario, replication, 'accumulators')
  const skill = measures.intervals as unknown as Record<string, Float64Array>
  const agent = measures.agent_intervals as unknown as Record<string, Float64Array>
  const sum = (column: Float64Array) => column.reduce((total, x) => total + x, 0)
  return {
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

function estimate(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0)
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) }
}

const short = (value: number) => String(Number(value.toPrecision(4)))
