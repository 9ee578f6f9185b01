import { levelPreference, type Policy, routings } from '../../../core/index.ts'
import type { Distribution, Pace } from '../../../scenarios/index.ts'
import { meanOf, quantileOf } from '../../distributions.ts'
import type { Case, Params } from '../case.ts'
import { distributionOf, inUnits } from '../distribution.ts'
import type { Setup } from '../setup.ts'
import { bounds, exponential, type Family, patienceOf, poisson } from './parts.ts'

/** Agents with several chats each, whose pace falls with how many they have. */
export const concurrent: Family = (params, one) => {
  const cap = params.count('cap')
  const rates = params.numbers('per_chat_rate_by_level_per_min')
  if (rates.length < cap || rates.some((rate) => rate <= 0))
    throw params.wrong('per_chat_rate_by_level_per_min', rates, `a rate for each of ${cap} levels`)
  const unit = rates[0] * 1e6
  // Work is 1 on average: at pace 1 it would take a unit, so that rates a unit are paces.
  return shared(params, one, {
    ...{ unit, cap, work: exponential(1, unit) },
    pace: { each: rates.slice(0, cap) },
  })
}

/** Agents who share their speed evenly among at most so many. */
export const limited: Family = (params, one) => {
  const cap = params.count('cap')
  if (params.has('total_rate_per_agent_per_min')) {
    const total = params.number('total_rate_per_agent_per_min')
    const unit = total * 1e6
    return shared(params, one, {
      ...{ unit, cap, work: exponential(1, unit), pace: { shared: total } },
    })
  }
  const { unit, work } = workOf(params)
  return shared(params, one, { unit, cap, work, pace: { shared: 1 } })
}

/** One agent who shares the speed evenly among all, however many; 999 is out of reach. */
export const processorSharing: Family = (params, one) => {
  const { unit, work } = workOf(params)
  const asked = /^sojourn_of_([\d.]+)_min_job$/
  const job = Object.keys(one.results).flatMap((name) => asked.exec(name)?.[1] ?? [])[0]
  return {
    ...shared(params, one, { unit, cap: 999, work, pace: { shared: 1 } }),
    ...(job !== undefined && { nearWork: jobsNear(Number(job) * unit, work) }),
  }
}

/**
 * Jobs of about as much work, ms; of any where hardly one is so. The sojourn is proportional to the work,
 * so that those of others tell it as well.
 */
function jobsNear(work: number, of: Distribution): readonly [number, number] {
  const [low, high] = [0.9 * work, 1.1 * work]
  const places = Array.from({ length: 999 }, (_, i) => quantileOf(of, (i + 1) / 1000))
  const near = places.filter((place) => place >= low && place <= high)
  return near.length >= 20 ? [low, high] : [0, Number.POSITIVE_INFINITY]
}

function workOf(params: Params) {
  const work = params.has('work')
    ? distributionOf(params, 'work', params.get('work'), 'min')
    : ({ dist: 'exponential', mean: params.number('mean_work_min') } as const)
  const unit = 1e6 / meanOf(work)
  return { unit, work: inUnits(work, unit) }
}

interface Sharing extends Pick<Setup, 'unit'> {
  readonly cap: number
  readonly work: Distribution
  readonly pace: Pace
}

function shared(params: Params, one: Case, { cap, pace, unit, work }: Sharing): Setup {
  const policy = routingOf(params)
  return {
    unit,
    classes: [
      {
        ...poisson(params.number('arrivals_per_min'), unit),
        conversation: {
          ...{ model: 'chat', work, pace },
          patience: patienceOf(params, 'mean_patience_min', unit),
        },
      },
    ],
    pools: [params.countOr1('agents')],
    slots: cap,
    policy: () => policy,
    bounds: bounds(params, one, 'sl_min'),
  }
}

function routingOf(params: Params): Policy {
  const name = params.has('routing') ? params.get('routing') : 'LL'
  switch (name) {
    case 'LL':
      return routings.leastLoaded
    case 'ML':
      return routings.mostLoaded
    case 'RND':
      return routings.randomAgent
    case 'SLOT':
      return routings.randomSlot
    case 'PREF':
      return levelPreference(params.numbers('level_preference'))
    default:
      throw params.wrong('routing', name, 'LL, ML, RND, SLOT or PREF')
  }
}
