import { divided, type Facts, type Metric } from '../metrics/index.ts'
import { batches, type Place, zeroes } from './batch.ts'
import { type Dimension, dimensions } from './dimensions.ts'
import type { Grouping } from './placed.ts'
import { ReportError } from './report.ts'

const quantiles = ['min', 'max', 'p50', 'p90', 'p95', 'p99'] as const

/** CTEs, and by each metric a relation upon them. */
interface Grouped {
  readonly ctes: readonly string[]
  readonly relations: readonly string[]
}

/**
 * Metrics by bucket and dimensions: `k, …names, n, value, min, max, p50 … p99` of each.
 * @throws ReportError at a dimension that a metric's contributions do not have.
 */
export function grouped(metrics: readonly Metric[], grouping: Grouping): Grouped {
  // What a metric says of its range is said of the one that is compared with, too.
  const inRange = (sql: string) => sql.replaceAll(/\$(from|to)\b/g, `$$$1${grouping.suffix}`)
  const basic = new Set(metrics.flatMap(partsOf))
  for (const metric of basic)
    for (const dimension of [...grouping.by, ...grouping.filters]) check(metric, dimension)
  const { ctes, places } = batches([...basic], grouping)
  const relations = metrics.map((metric) => told(metric, grouping, places))
  return { ctes: ctes.map(inRange), relations: relations.map(inRange) }
}

/** The metrics with rows of their own that a metric is made of. */
function partsOf(metric: Metric): Metric[] {
  return metric.code === 'quotient'
    ? [...partsOf(metric.over!), ...partsOf(metric.under!)]
    : [metric]
}

function told(metric: Metric, grouping: Grouping, places: ReadonlyMap<string, Place>): string {
  const { by, suffix } = grouping
  if (metric.code === 'quotient') return toldQuotient(metric, grouping, places)
  const { name, relation } = places.get(metric.id)!
  const keys = by.map((key) => `"${key}"`)
  const hasSpread = metric.code === 'dist' || metric.code === 'age'
  const spread = quantiles.map((q) => (hasSpread ? `${q}_${name} AS ${q}` : `NULL::DOUBLE AS ${q}`))
  const value = zeroes.has(metric.code)
    ? `CASE WHEN b.ms > 0 THEN ${inTime(metric, `coalesce(value_${name}, 0)`)} END`
    : `value_${name}`
  const isOfTime = metric.code === 'ratio' && metric.facts!.at === undefined
  const n = isOfTime || metric.code === 'mean-t' ? 'NULL::DOUBLE' : `coalesce(n_${name}, 0)`
  const there = `counted_${name} > 0`
  const grid = `(SELECT DISTINCT ${keys.join(', ')} FROM ${relation} WHERE ${there})`
  return `
SELECT ${['b.k', ...keys.map((key) => `grid.${key}`)].join(', ')}, ${n} AS n, ${value} AS value,
  ${spread.join(', ')}
FROM buckets${suffix} b ${by.length > 0 ? `CROSS JOIN ${grid} grid` : ''} LEFT JOIN ${relation} t
  ON t.k = b.k AND ${there} ${keys.map((key) => `AND t.${key} = grid.${key}`).join(' ')}`
}

/** What is 0 where nothing happened; covered time divides once all is added up. */
function inTime({ code, value = (sql) => sql }: Metric, all: string): string {
  if (code === 'rate') return `${all} * 3600000 / b.ms`
  return value(code === 'mean-t' ? `${all} / b.ms` : all)
}

function toldQuotient(
  metric: Metric,
  grouping: Grouping,
  places: ReadonlyMap<string, Place>,
): string {
  const keys = ['k', ...grouping.by.map((name) => `"${name}"`)].join(', ')
  const spread = quantiles.map((q) => `NULL::DOUBLE AS ${q}`).join(', ')
  return `
SELECT ${keys}, coalesce(u.value, 0) AS n, ${divided(metric)} AS value, ${spread}
FROM (${told(metric.over!, grouping, places)}) o
  FULL JOIN (${told(metric.under!, grouping, places)}) u USING (${keys})`
}

function check({ facts, id }: Metric, dimension: Dimension): void {
  if (has(facts!, dimension)) return
  const known = (Object.keys(dimensions) as Dimension[]).filter((name) => has(facts!, name))
  const list = known.length > 0 ? `it has ${known.join(', ')}` : 'it has none'
  throw new ReportError(`metric "${id}" has no ${dimension}: ${list}`)
}

function has(facts: Facts, dimension: Dimension): boolean {
  const { needs } = dimensions[dimension]
  return facts[needs] !== undefined || (needs === 'skill' && facts.everySkill === true)
}
