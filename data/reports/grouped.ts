import { aggregates, divided, factsSql, type Metric } from '../metrics/index.ts'
import { type Dimension, dimensions } from './dimensions.ts'
import { type Grouping, placed } from './placed.ts'
import { ReportError } from './report.ts'

const quantiles = ['min', 'max', 'p50', 'p90', 'p95', 'p99'] as const
/** Codes that are 0, and not unknown, where nothing happened in covered time. */
const zeroes = new Set(['count', 'rate', 'distinct', 'sum', 'mean-t', 'level'])

/**
 * A metric by bucket and dimensions: `k, …names, n, value, min, max, p50 … p99`.
 * @throws ReportError at a dimension that the metric's contributions do not have.
 */
export function grouped(metric: Metric, grouping: Grouping): string {
  if (metric.code === 'quotient') return groupedQuotient(metric, grouping)
  for (const dimension of [...grouping.by, ...grouping.filters]) check(metric, dimension)
  const { by, suffix } = grouping
  const keys = by.map((name) => `"${name}"`)
  const hasSpread = metric.code === 'dist' || metric.code === 'age'
  const spread = quantiles.map((q) => (hasSpread ? q : `NULL::DOUBLE AS ${q}`)).join(', ')
  const value = zeroes.has(metric.code) ? `CASE WHEN b.ms > 0 THEN ${inTime(metric)} END` : 'value'
  const isOfTime = metric.code === 'ratio' && metric.facts!.at === undefined
  const n = isOfTime || metric.code === 'mean-t' ? 'NULL::DOUBLE AS n' : 'coalesce(n, 0) AS n'
  const grid = by.length > 0 ? `(SELECT DISTINCT ${keys.join(', ')} FROM told)` : '(SELECT 1)'
  return `
WITH facts AS NOT MATERIALIZED (${factsSql(metric.facts!)}),
placed AS (${placed(metric, grouping)}),
aggregated AS (
  SELECT ${['k', ...keys].join(', ')}, ${aggregatesOf(metric)}
  FROM placed GROUP BY ${['k', ...keys].join(', ')}),
told AS (SELECT aggregated.* REPLACE (${by.map((name) => `${dimensions[name].name} AS "${name}"`).join(', ') || 'k AS k'})
  FROM aggregated ${by.map(namesOf).join(' ')})
SELECT b.k, ${[...keys.map((key) => `grid.${key}`), n].join(', ')}, ${value} AS value, ${spread}
FROM buckets${suffix} b CROSS JOIN ${grid} grid LEFT JOIN told
  ON told.k = b.k ${keys.map((key) => `AND told.${key} = grid.${key}`).join(' ')}`
}

/** What is 0 where nothing happened; covered time divides once all is added up. */
function inTime({ code, value = (sql) => sql }: Metric): string {
  const all = 'coalesce(value, 0)'
  if (code === 'rate') return `${all} * 3600000 / b.ms`
  return value(code === 'mean-t' ? `${all} / b.ms` : all)
}

/** Pieces of time have been cut and weighed already; a row lies in covered time. */
function aggregatesOf({ code, value }: Metric): string {
  const isZero = zeroes.has(code)
  const added = code === 'rate' ? 'count' : code === 'mean-t' ? 'sum' : code
  const turned = isZero ? undefined : value
  return aggregates({ code: added, value: turned, isSplit: false, covered: '1', at: '0' })
}

function groupedQuotient(metric: Metric, grouping: Grouping): string {
  const keys = ['k', ...grouping.by.map((name) => `"${name}"`)].join(', ')
  const spread = quantiles.map((q) => `NULL::DOUBLE AS ${q}`).join(', ')
  return `
SELECT ${keys}, coalesce(u.value, 0) AS n, ${divided(metric)} AS value, ${spread}
FROM (${grouped(metric.over!, grouping)}) o
  FULL JOIN (${grouped(metric.under!, grouping)}) u USING (${keys})`
}

const namesOf = (name: Dimension): string =>
  ({
    skill: 'LEFT JOIN skills s ON s.skill = aggregated.skill',
    agent: 'LEFT JOIN agents a ON a.agent = aggregated.agent',
    group: 'LEFT JOIN groups g ON g."group" = aggregated."group"',
    ...{ kind: '', part: '' },
    channel: 'LEFT JOIN channels h ON h.channel = aggregated.channel',
  })[name]

function check({ facts, id }: Metric, dimension: Dimension): void {
  if (facts![dimensions[dimension].needs] !== undefined) return
  const known = (Object.keys(dimensions) as Dimension[]).filter(
    (name) => facts![dimensions[name].needs] !== undefined,
  )
  const list = known.length > 0 ? `it has ${known.join(', ')}` : 'it has none'
  throw new ReportError(`metric "${id}" has no ${dimension}: ${list}`)
}
