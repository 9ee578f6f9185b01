import type { Duration } from '../../../core/index.ts'
import type { Rate } from '../../../scenarios/index.ts'
import { rateAt } from '../../curves.ts'
import type { Params } from '../case.ts'
import { instantsAsked } from '../measures.ts'
import { bounds, call, exponential, type Family, patienceOf } from './parts.ts'

/** Days that start empty, with arrivals and staff that change, until nobody is left. */
export const timeVarying: Family = (params, one) => {
  const mean = params.number('mean_service_min')
  const unit = 1e6 / mean
  const horizon = params.number('horizon_min')
  const rate = rateOf(params)
  const steps = staffOf(params)
  const instants = [...instantsAsked(Object.keys(one.results)), horizon]
  return {
    unit,
    classes: [
      {
        arrivals: {
          kind: 'curve',
          perHour: inUnits(rate, unit),
          until: Math.round(horizon * unit) as Duration,
        },
        conversation: call(exponential(mean, unit), patienceOf(params, 'mean_patience_min', unit)),
        perMs: averageOf(rate, horizon) / unit,
      },
    ],
    pools: [Math.max(1, ...steps.map(([, agents]) => agents))],
    ...{ slots: 1, bounds: bounds(params, one, 'sl_min') },
    day: { horizon, steps, instants: [...new Set(instants)].sort((a, b) => a - b) },
  }
}

/** The rate a minute over minutes. */
function rateOf(params: Params): Rate {
  const name = 'arrival_rate_per_min'
  const given = params.object(name, params.get(name))
  const number = (key: string) => {
    const value = given[key]
    if (typeof value === 'number' && Number.isFinite(value)) return value
    throw params.wrong(`${name}.${key}`, value, 'a number')
  }
  switch (given.kind) {
    case 'steps':
      return {
        form: 'steps',
        points: pairsOf(params, `${name}.from_min_rate`, given.from_min_rate),
      }
    case 'linear':
      return {
        form: 'linear',
        points: pairsOf(params, `${name}.points_min_rate`, given.points_min_rate),
      }
    case 'sinusoid': {
      const [base, amplitude] = [number('base'), number('amplitude')]
      if (base < Math.abs(amplitude))
        throw params.wrong(`${name}.amplitude`, amplitude, `at most the base ${base}`)
      return {
        ...{ form: 'sinusoid', base, amplitude },
        ...{ period: number('period_min'), phase: number('phase_rad') },
      }
    }
    default:
      throw params.wrong(`${name}.kind`, given.kind, 'steps, linear or sinusoid')
  }
}

/** From when how many; the first step is there from the beginning. */
function staffOf(params: Params): [number, number][] {
  const name = 'staffing_steps'
  const steps = pairsOf(params, name, params.list(name))
  for (const [i, [, agents]] of steps.entries())
    if (!Number.isInteger(agents)) throw params.wrong(`${name}[${i}]`, agents, 'a whole number')
  const last = steps[steps.length - 1][1]
  if (last === 0 && params.from0('mean_patience_min') === undefined)
    throw params.wrong(
      `${name}[${steps.length - 1}]`,
      last,
      'above 0: whoever waits would for ever',
    )
  return steps.map(([at, agents], i) => [i === 0 ? 0 : at, agents])
}

/** Pairs of an instant and a value, ascending. */
function pairsOf(params: Params, name: string, list: unknown): [number, number][] {
  if (!Array.isArray(list) || list.length === 0) throw params.wrong(name, list, 'a list of pairs')
  return list.map((pair: unknown, i) => {
    if (!Array.isArray(pair) || pair.length !== 2)
      throw params.wrong(`${name}[${i}]`, pair, 'a pair of numbers')
    const [at, value] = pair.map((x) => params.atLeast(`${name}[${i}]`, x))
    const before = i === 0 ? -1 : Number((list[i - 1] as unknown[])[0])
    if (at <= before) throw params.wrong(`${name}[${i}]`, at, `after ${before}`)
    return [at, value]
  })
}

function inUnits(rate: Rate, unit: number): Rate {
  const perHour = 3_600_000 / unit
  if (rate.form === 'sinusoid') {
    const { amplitude, base, period } = rate
    const scaled = { base: base * perHour, amplitude: amplitude * perHour, period: period * unit }
    return { ...rate, ...scaled }
  }
  return { ...rate, points: rate.points.map(([at, value]) => [at * unit, value * perHour]) }
}

/** How many come a minute, about: to know how long a day takes, not what comes of it. */
function averageOf(rate: Rate, horizon: number): number {
  const places = Array.from({ length: 1000 }, (_, i) => ((i + 0.5) * horizon) / 1000)
  return places.reduce((sum, at) => sum + rateAt(rate, at), 0) / 1000
}
