import { type GroupId, poolRouting, type SkillId } from '../../../core/index.ts'
import type { CallModel } from '../../../scenarios/index.ts'
import { NotAModel, type Params } from '../case.ts'
import { bounds, exponential, type Family, poisson } from './parts.ts'

type Means = readonly (readonly (number | null)[])[]

/** Classes and pools, who may serve whom in which order (N, M, W and X designs). */
export const skillRouting: Family = (params, one) => {
  const classes = params.objects('classes')
  const pools = params
    .objects('pools')
    .map(({ agents }, i) => params.whole(`pools[${i}].agents`, agents))
  const means = meansOf(params, classes.length, pools.length)
  const byClass = placesOf(params, 'arrival_pool_preference', classes.length, pools.length)
  const byPool = placesOf(params, 'pool_class_priority', pools.length, classes.length)
  checkBoth(params, means, byClass, byPool)
  const some = means.flat().filter((mean) => mean !== null)
  const unit = 1e6 / (some.reduce((sum, mean) => sum + mean, 0) / some.length)
  const reserve = reserveOf(params, classes.length, pools.length)
  return {
    unit,
    classes: classes.map(({ arrivals_per_min, mean_patience_min }, i) => ({
      ...poisson(params.checked(`classes[${i}].arrivals_per_min`, arrivals_per_min, 0), unit),
      conversation: modelOf(means[i], unit, patienceIn(params, i, mean_patience_min)),
    })),
    pools,
    serves: (k, pool) => byClass[k].includes(pool),
    slots: 1,
    policy: () =>
      poolRouting({
        pools: byClass as unknown as readonly GroupId[][],
        classes: byPool as unknown as readonly SkillId[][],
        reserve: (skill, group) => reserve.get(`${skill},${group}`) ?? 0,
      }),
    bounds: bounds(params, one, 'sl_min'),
  }
}

function modelOf(row: Means[number], unit: number, patience: number | null): CallModel {
  const own = row.map((mean) => (mean === null ? null : exponential(mean, unit)))
  return {
    model: 'call',
    holding: own.find((one) => one !== null)!,
    holdingByGroup: own,
    patience: patience === null ? null : exponential(patience, unit),
  }
}

function patienceIn(params: Params, i: number, value: unknown): number | null {
  const place = `classes[${i}].mean_patience_min`
  return value === null || value === undefined ? null : params.atLeast(place, value)
}

function meansOf(params: Params, classes: number, pools: number): Means {
  const rows = params.list('mean_service_min')
  const isWhole = rows.every((row) => Array.isArray(row) && row.length === pools)
  if (rows.length !== classes || !isWhole)
    throw params.wrong('mean_service_min', rows, `${classes} rows of ${pools}`)
  const found = (rows as unknown[][]).map((row, k) =>
    row.map((value, p) =>
      value === null ? null : params.checked(`mean_service_min[${k}][${p}]`, value, 0),
    ),
  )
  for (const [k, row] of found.entries())
    if (row.every((mean) => mean === null))
      throw params.wrong(`mean_service_min[${k}]`, row, 'served by any pool')
  return found
}

/** Lists of places from 1, as places from 0. */
function placesOf(params: Params, name: string, length: number, most: number): number[][] {
  const lists = params.list(name)
  if (lists.length !== length) throw params.wrong(name, lists, `a list for each of ${length}`)
  return lists.map((list, i) => {
    const place = `${name}[${i}]`
    if (!Array.isArray(list)) throw params.wrong(place, list, 'a list')
    return list.map((one: unknown) => {
      const whole = params.whole(place, one)
      if (whole > most) throw params.wrong(place, whole, `a number from 1 to ${most}`)
      return whole - 1
    })
  })
}

/**
 * @throws Error where a pool is asked for what it cannot serve; NotAModel where arrivals go to a pool
 *   that takes nothing of theirs from the queue, or the other way round.
 */
function checkBoth(
  params: Params,
  means: Means,
  byClass: readonly number[][],
  byPool: readonly number[][],
): void {
  for (const [k, row] of means.entries())
    for (const [pool, mean] of row.entries()) {
      const [goes, takes] = [byClass[k].includes(pool), byPool[pool].includes(k)]
      if ((goes || takes) && mean === null)
        throw params.wrong(`mean_service_min[${k}][${pool}]`, mean, 'a mean of who serves')
      if (goes !== takes)
        throw new NotAModel(`class ${k + 1} and pool ${pool + 1} are asked in one direction only`)
    }
}

/** By "class,pool", places from 0. */
function reserveOf(params: Params, classes: number, pools: number): ReadonlyMap<string, number> {
  const given = params.has('reserve') ? params.object('reserve', params.get('reserve')) : {}
  const entries = Object.entries(given).map(([key, value]) => {
    const found = /^class(\d+),\s*pool(\d+)$/.exec(key)
    const [k, pool] = found ? [Number(found[1]), Number(found[2])] : [0, 0]
    if (!(k >= 1 && k <= classes && pool >= 1 && pool <= pools))
      throw params.wrong('reserve', key, 'such as "class1,pool2"')
    return [`${k - 1},${pool - 1}`, params.atLeast(`reserve.${key}`, value)] as const
  })
  return new Map(entries)
}
