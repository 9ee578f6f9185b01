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
    case 'gamma':
      // Without variation every family is the same.
      return given.cv === 0
        ? { dist: 'deterministic', mean: mean() }
        : { dist: given.dist, mean: mean(), cv: number('cv') }
    case 'erlang':
      return { dist: 'erlang', k: params.whole(`${name}.k`, given.k), mean: mean() }
    case 'hyperexponential':
      return branches(params, name, given, `means_${suffix}`)
    default:
      throw params.wrong(
        `${name}.dist`,
        given.dist,
        'exponential, deterministic, uniform, lognormal, gamma, erlang or hyperexponential',
      )
  }
}

/** Exponentials by chance; a branch that nobody takes is none. Shares printed to six digits are 1 together. */
function branches(
  params: Params,
  name: string,
  given: Readonly<Record<string, unknown>>,
  key: string,
): Distribution {
  const list = (of: string) => {
    const values = given[of]
    if (!Array.isArray(values) || values.length === 0)
      throw params.wrong(`${name}.${of}`, values, 'a list of one or more')
    return values.map((one: unknown) => params.atLeast(`${name}.${of}`, one))
  }
  const [p, means] = [list('p'), list(key)]
  const total = p.reduce((sum, x) => sum + x, 0)
  if (p.length !== means.length || Math.abs(total - 1) > 1e-5)
    throw params.wrong(name, given, 'a share for each mean, 1 together')
  const taken = p.flatMap((share, i) => (share > 0 ? [{ share: share / total, i }] : []))
  return {
    dist: 'hyperexponential',
    p: taken.map(({ share }) => share),
    means: taken.map(({ i }) => params.checked(`${name}.${key}`, means[i], 0)),
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
