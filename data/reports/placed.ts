import { overlap } from '../metrics/index.ts'
import { type Dimension, dimensions } from './dimensions.ts'
import { type Grain, slotOf } from './buckets.ts'

/** How a metric is to be grouped. */
export interface Grouping {
  readonly grain: Grain
  readonly by: readonly Dimension[]
  /** Dimensions that are filtered by `$name`. */
  readonly filters: readonly Dimension[]
  /** Of the buckets' names. */
  readonly suffix: string
  /** No duration is longer, ms. */
  readonly longest: number
}

/** A relation `facts`: how its rows stand in time, and columns beside whom they count for. */
export interface Source {
  readonly kind: 'dated' | 'split' | 'level' | 'age'
  readonly values: readonly string[]
  readonly conditions: readonly string[]
  /** An agent’s contributions count under each skill of the agent. */
  readonly everySkill: boolean
}

/** Where contributions come from, and what must hold of them. */
interface Part {
  readonly from: string
  readonly where: string
  /** The bucket's place. */
  readonly k: string
  /** Its covered bounds. */
  readonly low: string
  readonly high: string
  /** How much of a piece is in it, where it is known to be all of it. */
  readonly ms?: string
}

/**
 * Relation `facts` with the bucket of each contribution: `k, …keys, …columns`. Pieces of time are cut
 * at the bounds of buckets, and their values weigh by their length. Of levels there are those at the
 * end of a bucket; ages count from there. What is only a condition stays as it is.
 */
export function placed(source: Source, grouping: Grouping): string {
  const { by, filters } = grouping
  const used = new Set([...by, ...filters])
  const isWide = source.everySkill && (used.has('skill') || used.has('lineOfBusiness'))
  const skill = isWide ? 'coalesce(own.skill, f.skill)' : 'f.skill'
  const codeOf = (name: Dimension) => dimensions[name].code.replace('f.skill', skill)
  const joins = [
    isWide ? 'LEFT JOIN agent_skills own ON own.agent = f.agent' : '',
    used.has('lineOfBusiness') ? `LEFT JOIN skills l ON l.skill = ${skill}` : '',
    used.has('group') || used.has('kind') ? 'LEFT JOIN agents a ON a.agent = f.agent' : '',
    used.has('channel') ? 'LEFT JOIN conversations c ON c.conversation = f.conversation' : '',
  ].join(' ')
  const keys = by.map((name) => `, ${codeOf(name)} AS "${name}"`).join('')
  const wanted = filters.map((name) => ` AND ${codeOf(name)} = $${name}`).join('')
  const kept = source.conditions.map((name) => `, f.${name}`).join('')
  return partsOf(source, grouping)
    .map((part) => {
      const { meets, weigh } = weighed(source, part)
      const values = source.values.map((name) => `, ${weigh(`f.${name}`)} AS ${name}`).join('')
      return `SELECT ${part.k} AS k${keys}${kept}${values}
  FROM ${part.from} ${joins} WHERE ${part.where} AND ${meets}${wanted}`
    })
    .join('\n  UNION ALL ')
}

/** Which contributions of a bucket count, and what their values are in it. */
function weighed({ kind }: Source, { high, low, ms }: Part) {
  const lasts = `f.from_at < ${high} AND (f.to_at >= ${high} OR f.to_at IS NULL)`
  switch (kind) {
    case 'dated':
      return { meets: 'true', weigh: (value: string) => value }
    case 'level':
      return { meets: lasts, weigh: (value: string) => value }
    case 'age':
      return { meets: lasts, weigh: (value: string) => `${value} - ${high}` }
    case 'split': {
      if (ms !== undefined)
        return { meets: `f.to_at > ${low}`, weigh: (value: string) => `${value} * ${ms}` }
      return {
        meets: `f.from_at < ${high} AND (f.to_at > ${low} OR f.to_at IS NULL)`,
        weigh: (value: string) => `${value} * ${overlap(low, high)}`,
      }
    }
  }
}

/**
 * One bucket is a pair of constants: whole blocks of rows are then in or out. Of several, a row finds
 * its own by the slot of its instant; a piece within one bucket and the range does, and only what goes
 * beyond one is met with each bucket from its first to its last. A bucket's place is looked up and not joined:
 * no plan can then turn the millions of rows into the side that is kept in memory.
 */
function partsOf({ kind }: Source, { grain, suffix }: Grouping): Part[] {
  const isDated = kind === 'dated'
  const [low, high] = [`$low${suffix}`, `$high${suffix}`]
  const dated = `f.dated_at >= ${low} AND f.dated_at < ${high}`
  const lasting = `f.from_at < ${high} AND (f.to_at >= ${low} OR f.to_at IS NULL) AND ${low} < ${high}`
  if (grain === 'all')
    return [{ from: 'facts f', where: isDated ? dated : lasting, k: '0', low, high }]
  const from = `facts f CROSS JOIN places${suffix} p`
  const placeOf = (slot: string) => `p.ks[${slot} - p.first + 1]`
  if (isDated) return [{ from, where: dated, k: placeOf(slotOf(grain, 'f.dated_at')), low, high }]
  const [began, ended] = [slotOf(grain, 'f.from_at'), slotOf(grain, 'f.to_at')]
  // Most are told by their slots alone, and need no looking up.
  const isOne = `(${began} = ${ended} OR ${placeOf(began)} = ${placeOf(ended)})`
  const isMore = `(${began} < ${ended} AND ${placeOf(began)} < ${placeOf(ended)})`
  const inner = `f.from_at >= ${low} AND f.to_at < ${high} AND ${isOne}`
  const outer = `f.from_at < ${low} OR f.to_at >= ${high} OR f.to_at IS NULL OR ${isMore}`
  const first = slotOf(grain, `greatest(f.from_at, ${low})`)
  const last = slotOf(grain, `least(coalesce(f.to_at, ${high}), ${high})`)
  const final = `least(${last}, p.first + len(p.ks) - 1)`
  const across = `(
    SELECT *, unnest(range(${placeOf(first)}, ${placeOf(final)} + 1)) AS k
    FROM ${from} WHERE ${lasting} AND (${outer}))`
  return [
    // What begins and ends in one bucket is no longer there at the end of any.
    ...(kind === 'split'
      ? [
          {
            from,
            where: inner,
            k: placeOf(began),
            low,
            high,
            ms: 'greatest(0, f.to_at - f.from_at)',
          },
        ]
      : []),
    {
      from: `${across} f`,
      where: 'true',
      k: 'f.k',
      low: 'f.lows[f.k + 1]',
      high: 'f.highs[f.k + 1]',
    },
  ]
}
