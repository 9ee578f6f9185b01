import type { CallModel, Distribution } from '../../../scenarios/index.ts'
import { type Case, NotAModel, type Params } from '../case.ts'
import { distributionOf, inUnits, unitFor } from '../distribution.ts'
import { boundsAsked } from '../measures.ts'
import type { Setup } from '../setup.ts'

/** A family makes a scenario in the making of a case. @throws NotAModel, or Error for what is wrong. */
export type Family = (params: Params, one: Case) => Setup

/** Poisson, so many a unit of time. */
export function poisson(rate: number, unit: number) {
  const perMs = rate / unit
  return { arrivals: { kind: 'rate', perHour: perMs * 3_600_000 }, perMs } as const
}

/** Exponential, its mean in units. */
export function exponential(mean: number, unit: number): Distribution {
  return { dist: 'exponential', mean: mean * unit }
}

/** Patience that is stated as a mean, 0 for those who never wait; null where none is. */
export function patienceOf(params: Params, name: string, unit: number): Distribution | null {
  const mean = params.from0(name)
  return mean === undefined ? null : exponential(mean, unit)
}

export function call(holding: Distribution, patience: Distribution | null = null): CallModel {
  return { model: 'call', holding, patience }
}

/** Arrivals a second, however a case states them. */
export function perSecond(params: Params): number {
  if (params.has('arrivals_per_hour')) return params.number('arrivals_per_hour') / 3600
  if (params.has('arrivals_per_min')) return params.number('arrivals_per_min') / 60
  if (params.has('arrivals_per_s')) return params.number('arrivals_per_s')
  if (params.has('interarrival_mean_s')) return 1 / params.number('interarrival_mean_s')
  throw new NotAModel('it states no arrivals')
}

/** Service in seconds: a dist object, or the mean of an exponential. */
export function serviceOf(params: Params): Distribution {
  if (params.has('service')) return distributionOf(params, 'service', params.get('service'), 's')
  return { dist: 'exponential', mean: params.number('mean_service_s') }
}

/** One queue before one pool, times in seconds. */
export function oneQueue(params: Params, one: Case, servers = params.count('servers')): Setup {
  const service = serviceOf(params)
  const unit = unitFor(service)
  const patience = params.has('patience')
    ? inUnits(distributionOf(params, 'patience', params.get('patience'), 's'), unit)
    : patienceOf(params, 'mean_patience_s', unit)
  return {
    unit,
    classes: [
      {
        ...poisson(perSecond(params), unit),
        conversation: call(inUnits(service, unit), patience),
      },
    ],
    pools: [servers],
    slots: 1,
    bounds: bounds(params, one, 'sl_seconds'),
  }
}

/** The service level's bound first, NaN where none is stated, then all that results ask for. */
export function bounds(params: Params, { results }: Case, name: string): number[] {
  const first = params.has(name) ? [params.get(name)].flat() : null
  return [
    ...(first?.map((bound) => params.atLeast(name, bound)) ?? [Number.NaN]),
    ...boundsAsked(Object.keys(results)),
  ]
}
