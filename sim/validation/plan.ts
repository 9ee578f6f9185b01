import {
  type AccountConfig,
  type AgentId,
  type Config,
  configure,
  type Duration,
  type SkillId,
  time,
} from '../../core/index.ts'
import type { Scenario } from '../../scenarios/index.ts'
import { type Case, NotAModel, Params } from './case.ts'
import { families } from './families/index.ts'
import { lengthOf } from './length.ts'
import { streamOf } from '../random.ts'
import type { ProbeOptions } from './probe.ts'
import type { Setup } from './setup.ts'

/** A case as a scenario, with the rules that no account has a name for and what is looked at. */
export interface Plan {
  readonly setup: Setup
  readonly scenario: Scenario
  readonly config: Config
  readonly probe: ProbeOptions
  /** Conversations of one run, about; those of the burn-in included. */
  readonly conversations: number
}

/**
 * @param part of the usual length of a run.
 * @throws NotAModel if there is nothing to simulate, Error for parameters that are wrong.
 */
export function planOf(one: Case, seed: number, part = 1): Plan {
  const family = families[one.family]
  if (!family) throw new NotAModel(`family ${one.family} is not known`)
  const setup = family(new Params(one), one)
  const { burnIn, conversations, cycle, horizon } = lengthOf(setup, part)
  const account = accountOf(setup)
  const plain = configure(account)
  const config = setup.policy ? { ...plain, policy: setup.policy(plain) } : plain
  const start = time(0)
  const agents = account.agents.map((_, agent) => agent as AgentId)
  const scenario: Scenario = {
    // Cases that shared their draws would all err to the same side.
    seed: streamOf(seed, 0, one.id) >>> 0,
    ...{ name: one.id, description: one.title ?? '', zone: 'UTC' },
    ...{ start, horizon, burnIn, replications: 1, interval: horizon, account },
    shifts: setup.day ? [] : agents.map((agent) => ({ agent, from: start, to: time(horizon) })),
    ...(setup.day && { headcounts: [{ agents, steps: stepsOf(setup, setup.day.steps) }], cycle }),
    ...(setup.lines !== undefined && { lines: setup.lines }),
    demand: setup.classes.map(({ arrivals, conversation }, i) => ({
      ...{ name: `class${i + 1}`, skill: i as SkillId, arrivals, conversation },
    })),
  }
  return { setup, scenario, config, conversations, probe: probeOf(setup, scenario) }
}

function accountOf({ account, classes, pools, serves, slots }: Setup): AccountConfig {
  const skills = classes.map((_, i) => ({
    id: `class${i + 1}`,
    target: null,
    autoCloseAfter: null,
  }))
  const names = (pool: number) =>
    skills.filter((_, k) => serves?.(k, pool) ?? true).map(({ id }) => id)
  return {
    ...{ smartCapacity: false, warmUp: null, ranking: 'longestIdle', skills },
    ...(pools.length > 1 && { groups: pools.map((_, pool) => ({ id: `pool${pool + 1}` })) }),
    agents: pools.flatMap((agents, pool) =>
      Array.from({ length: agents }, (_, i) => ({
        ...{ id: `${pool + 1}-${i + 1}`, skills: names(pool), maxSlots: slots },
        ...(pools.length > 1 && { group: `pool${pool + 1}` }),
      })),
    ),
    ...account,
  }
}

function stepsOf({ unit }: Setup, steps: readonly (readonly [number, number])[]) {
  return steps.map(([from, agents]) => ({ from: Math.round(from * unit) as Duration, agents }))
}

function probeOf(setup: Setup, { burnIn, cycle, horizon, start }: Scenario): ProbeOptions {
  const { bounds, classes, day, nearWork, pools, slots, unit } = setup
  const instants = (day?.instants ?? []).map((at) => Math.round(at * unit))
  return {
    shape: {
      ...{ classes: classes.length, pools: pools.length, levels: slots, instants },
      bounds: bounds.map((bound) => bound * unit),
    },
    ...{ from: start + burnIn, end: start + horizon },
    pools: pools.flatMap((agents, pool) => Array<number>(agents).fill(pool)),
    ...(nearWork !== undefined && { near: nearWork }),
    ...(setup.keepsWaits !== undefined && { keepsWaits: setup.keepsWaits }),
    ...(setup.followsGhosts !== undefined && { followsGhosts: setup.followsGhosts }),
    ...(day && cycle !== undefined && { cycle, wanted: day.instants.map(wantedIn(day.steps)) }),
  }
}

/** How many are wanted at an instant of the day. */
const wantedIn = (steps: readonly (readonly [number, number])[]) => (at: number) =>
  steps.findLast(([from]) => from <= at)?.[1] ?? 0
