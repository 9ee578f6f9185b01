import type { PriorityClass } from '../../../core/index.ts'
import type { Distribution } from '../../../scenarios/index.ts'
import { meanOf } from '../../distributions.ts'
import type { Case, Params } from '../case.ts'
import { distributionOf, inUnits } from '../distribution.ts'
import type { Setup } from '../setup.ts'
import { bounds, call, exponential, type Family, poisson, serviceOf } from './parts.ts'

/** A class as a case states it, in seconds. */
interface Class {
  readonly rate: number
  readonly service: Distribution
  readonly patience: number | null
}

/** How a class is preferred, by its place. */
type Preferred = (place: number) => Omit<PriorityClass, 'when'>

/** The first class first, non-preemptively. */
export const strict: Family = (params, one) => {
  const classes = classesOf(params)
  return ranked(params, one, {
    classes,
    preferred: (i) => ({ tier: classes.length - i, slope: 1 }),
  })
}

/** Priority that grows with the time waited, at a rate of its class's. */
export const accumulating: Family = (params, one) => {
  const classes = classesOf(params)
  const rates = params.numbers('accumulation_rates')
  if (rates.length !== classes.length)
    throw params.wrong('accumulation_rates', rates, `one for each of ${classes.length} classes`)
  return ranked(params, one, { classes, preferred: (i) => ({ slope: rates[i] }) })
}

function ranked(
  params: Params,
  one: Case,
  { classes, preferred }: { readonly classes: readonly Class[]; readonly preferred: Preferred },
): Setup {
  const load = classes.reduce((sum, { rate }) => sum + rate, 0)
  const mean = classes.reduce((sum, { rate, service }) => sum + rate * meanOf(service), 0) / load
  const unit = 1e6 / mean
  return {
    unit,
    classes: classes.map(({ patience, rate, service }) => ({
      ...poisson(rate, unit),
      conversation: call(
        inUnits(service, unit),
        patience === null ? null : exponential(patience, unit),
      ),
    })),
    pools: [params.has('classes') ? params.countOr1('servers') : params.count('servers')],
    slots: 1,
    account: {
      classes: classes.map((_, i) => ({ when: { skill: `class${i + 1}` }, ...preferred(i) })),
    },
    bounds: bounds(params, one, 'sl_seconds'),
  }
}

/** Lists of rates with one service time for all, or a list of classes with their own. */
function classesOf(params: Params): Class[] {
  if (params.has('classes'))
    return params.objects('classes').map((given, i) => ({
      rate: params.checked(`classes[${i}].arrivals_per_s`, given.arrivals_per_s, 0),
      service: distributionOf(params, `classes[${i}].service`, given.service, 's'),
      patience: null,
    }))
  const perHour = params.has('arrivals_per_hour')
  const rates = params.numbers(perHour ? 'arrivals_per_hour' : 'arrivals_per_s')
  const patience = params.has('mean_patience_s') ? params.list('mean_patience_s') : []
  if (patience.length > 0 && patience.length !== rates.length)
    throw params.wrong('mean_patience_s', patience, `one for each of ${rates.length} classes`)
  const service = serviceOf(params)
  return rates.map((rate, i) => ({
    rate: perHour ? rate / 3600 : rate,
    service,
    patience: patienceAt(params, patience, i),
  }))
}

function patienceAt(params: Params, list: readonly unknown[], i: number): number | null {
  const value = list[i] ?? null
  return value === null ? null : params.atLeast(`mean_patience_s[${i}]`, value)
}
