import type { Distribution } from '../../scenarios/index.ts'
import { meanOf } from '../distributions.ts'
import type { Params } from './case.ts'

/** A `dist` object of a case, its times in the unit of `suffix`, as it is: not yet in ms. */
export function distributionOf(
  params: Params,
  name: string,
  value: unknown,
  suffix: 's' | 'min',
): Distribution {
  const given = params.object(name, value)
  const number = (key: string) => params.checked(`${name}.${key}`, given[key], 0)
  const mean = () => number(`mean_${suffix}`)
  const list = (key: string) => {
    const values = given[key]
    if (!Array.isArray(values) || values.length === 0)
      throw params.wrong(`${name}.${key}`, values, 'a list of one or more')
    return values.map((one: unknown) => params.checked(`${name}.${key}`, one, 0))
  }
  switch (given.dist) {
    case 'exponential':
      return { dist: 'exponential', mean: mean() }
    case 'deterministic':
      return { dist: 'deterministic', mean: mean() }
    case 'uniform': {
      const low = params.atLeast(`${name}.low`, given.low)
      return { dist: 'uniform', low, high: params.checked(`${name}.high`, given.high, low) }
    }
    case 'lognormal':
      return { dist: 'lognormal', mean: mean(), cv: number('cv') }
    case 'gamma':
      return { dist: 'gamma', mean: mean(), cv: number('cv') }
    case 'erlang':
      return { dist: 'erlang', k: params.whole(`${name}.k`, given.k), mean: mean() }
    case 'hyperexponential': {
      const [p, means] = [list('p'), list(`means_${suffix}`)]
      if (p.length !== means.length || Math.abs(p.reduce((sum, x) => sum + x, 0) - 1) > 1e-9)
        throw params.wrong(name, given, 'a share for each mean, 1 together')
      return { dist: 'hyperexponential', p, means }
    }
    default:
      throw params.wrong(
        `${name}.dist`,
        given.dist,
        'exponential, deterministic, uniform, lognormal, gamma, erlang or hyperexponential',
      )
  }
}

/** The same with its times in simulated ms. */
export function inUnits(d: Distribution, unit: number): Distribution {
  switch (d.dist) {
    case 'uniform':
      return { ...d, low: d.low * unit, high: d.high * unit }
    case 'hyperexponential':
      return { ...d, means: d.means.map((mean) => mean * unit) }
    case 'exponential':
    case 'deterministic':
    case 'lognormal':
    case 'gamma':
    case 'erlang':
      return { ...d, mean: d.mean * unit }
    case 'weibull':
      return { ...d, scale: d.scale * unit }
    case 'empirical':
      return { ...d, quantiles: d.quantiles.map((x) => x * unit) }
    case 'mixture':
      return { ...d, of: d.of.map((one) => ({ ...one, part: inUnits(one.part, unit) })) }
  }
}

/** Simulated ms of a unit in which this lasts a million of them on average. */
export function unitFor(d: Distribution): number {
  return 1e6 / meanOf(d)
}
