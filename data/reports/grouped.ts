import { aggregates, divided, factsSql, levels, type Metric, overlap } from '../metrics/index.ts'
import { type Grain, slotOf } from './buckets.ts'
import { NO_AGENT_ID, NO_SKILL_ID, ReportError } from './report.ts'

/** What can be filtered by and broken down by; the column of the facts that each needs. */
export const dimensions = {
  skill: { needs: 'skill', code: 'f.skill', name: `coalesce(s.id, '${NO_SKILL_ID}')` },
  agent: { needs: 'agent', code: 'f.agent', name: `coalesce(a.id, '${NO_AGENT_ID}')` },
  group: { needs: 'agent', code: 'a."group"', name: `coalesce(g.id, '(no group)')` },
  kind: {
    needs: 'agent',
    code: 'a.kind',
    name: `coalesce(aggregated.kind::VARCHAR, '${NO_AGENT_ID}')`,
  },
  channel: { needs: 'conversation', code: 'c.channel', name: `coalesce(h.id, '(no channel)')` },
  part: { needs: 'part', code: 'f.part', name: `coalesce(aggregated.part::VARCHAR, '(none)')` },
} as const
export type Dimension = keyof typeof dimensions

/** How a metric is to be grouped. */
export interface Grouping {
  readonly grain: Grain
  readonly by: readonly Dimension[]
  /** Dimensions that are filtered by `$name`. */
  readonly filters: readonly Dimension[]
  /** Of the buckets' names. */
  readonly suffix: string
}

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
  const value = zeroes.has(metric.code)
    ? `CASE WHEN b.ms > 0 THEN coalesce(value, ${metric.value?.('0') ?? 0}) END`
    : 'value'
  const isOfTime = metric.code === 'ratio' && metric.facts!.at === undefined
  const n = isOfTime || metric.code === 'mean-t' ? 'NULL::DOUBLE AS n' : 'coalesce(n, 0) AS n'
  const grid = by.length > 0 ? `(SELECT DISTINCT ${keys.join(', ')} FROM told)` : '(SELECT 1)'
  return `
WITH facts AS (${factsSql(metric.facts!)}),
placed AS (${placed(metric, grouping)}),
aggregated AS (
  SELECT ${['k', ...keys].join(', ')}, ${aggregatesOf(metric)}
  FROM placed GROUP BY ${['k', ...keys, 'ms', 'until'].join(', ')}),
told AS (SELECT aggregated.* REPLACE (${by.map((name) => `${dimensions[name].name} AS "${name}"`).join(', ') || 'k AS k'})
  FROM aggregated ${by.map(namesOf).join(' ')})
SELECT b.k, ${[...keys.map((key) => `grid.${key}`), n].join(', ')}, ${value} AS value, ${spread}
FROM buckets${suffix} b CROSS JOIN ${grid} grid LEFT JOIN told
  ON told.k = b.k ${keys.map((key) => `AND told.${key} = grid.${key}`).join(' ')}`
}

/** Pieces of time have been cut and weighed already. */
function aggregatesOf({ code, value }: Metric): string {
  return aggregates({ code, value, isSplit: false, covered: 'ms', at: 'until' })
}

function groupedQuotient(metric: Metric, grouping: Grouping): string {
  const keys = ['k', ...grouping.by.map((name) => `"${name}"`)].join(', ')
  const spread = quantiles.map((q) => `NULL::DOUBLE AS ${q}`).join(', ')
  return `
SELECT ${keys}, coalesce(u.value, 0) AS n, ${divided(metric)} AS value, ${spread}
FROM (${grouped(metric.over!, grouping)}) o
  FULL JOIN (${grouped(metric.under!, grouping)}) u USING (${keys})`
}

/** Contributions with their bucket; pieces are cut at its bounds, and weigh by their length. */
function placed({ code, facts }: Metric, { by, filters, grain, suffix }: Grouping): string {
  const used = new Set([...by, ...filters])
  const joins = [
    used.has('group') || used.has('kind') ? 'LEFT JOIN agents a ON a.agent = f.agent' : '',
    used.has('channel') ? 'LEFT JOIN conversations c ON c.conversation = f.conversation' : '',
  ].join(' ')
  const keys = by.map((name) => `${dimensions[name].code} AS "${name}"`)
  const wanted = filters.map((name) => `${dimensions[name].code} = $${name}`)
  const select = (bucket: string, over: string, under: string, where: string) =>
    `SELECT ${[...bucket.split(', '), ...keys, over, under].join(', ')}
  FROM facts f ${joins} ${where} ${wanted.map((one) => `AND ${one}`).join(' ')}`
  const bucket = 'b.k, b.ms, b.covered_to AS until'
  if (facts!.at !== undefined) {
    const join = `JOIN slots${suffix} b ON b.slot = ${slotOf(grain, 'f.dated_at')}`
    const one = `CROSS JOIN buckets${suffix} b`
    const inside = 'WHERE f.dated_at >= b.covered_from AND f.dated_at < b.covered_to'
    return select(bucket, 'f.over', 'f.under', `${grain === 'all' ? one : join} ${inside}`)
  }
  if (levels.has(code)) {
    const last = `f.from_at < b.covered_to AND (f.to_at >= b.covered_to OR f.to_at IS NULL)`
    return select(bucket, 'f.over', 'f.under', `JOIN buckets${suffix} b ON ${last} WHERE b.ms > 0`)
  }
  const ms = overlap('b.covered_from', 'b.covered_to')
  const meets = `f.from_at < b.covered_to AND coalesce(f.to_at, b.covered_to) > b.covered_from`
  const where = `JOIN buckets${suffix} b ON ${meets} WHERE true`
  return select(bucket, `f.over * ${ms} AS over`, `f.under * ${ms} AS under`, where)
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
