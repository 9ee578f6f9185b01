import { type Aggregated, aggregates, datedSql, levels, type Metric } from '../metrics/index.ts'
import { type Dimension, dimensions } from './dimensions.ts'
import { type Grouping, placed, type Source } from './placed.ts'

/** Metrics of one source, told by one pass over its rows. */
interface Batch {
  readonly kind: Source['kind']
  readonly metrics: Metric[]
}

/** Codes that are 0, and not unknown, where nothing happened in covered time. */
export const zeroes: ReadonlySet<Metric['code']> = new Set([
  ...(['count', 'rate', 'distinct', 'sum', 'mean-t', 'level'] as const),
])

/** Where a metric's figures are: a relation with columns `k, …keys, counted_m3, n_m3, value_m3 …`. */
export interface Place {
  readonly relation: string
  /** Ends its columns' names. */
  readonly name: string
}

/**
 * One CTE for all metrics that come from the same rows, dated and counted alike: however many are asked
 * together, the rows are read once.
 */
export function batches(
  metrics: readonly Metric[],
  grouping: Grouping,
): { ctes: string[]; places: ReadonlyMap<string, Place> } {
  const found = new Map<string, Batch>()
  for (const metric of metrics) {
    const kind = kindOf(metric)
    const { everySkill, from } = metric.facts!
    const key = `${kind} ${everySkill} ${datedSql(metric.facts!)} ${from}`
    const batch = found.get(key)
    if (batch === undefined) found.set(key, { kind, metrics: [metric] })
    else batch.metrics.push(metric)
  }
  const places = new Map<string, Place>()
  const ctes = [...found.values()].map((batch, i) => {
    const relation = `batch${i}${grouping.suffix}`
    batch.metrics.forEach(({ id }, m) => places.set(id, { relation, name: `m${m}` }))
    return `${relation} AS MATERIALIZED (${cte(batch, grouping)})`
  })
  return { ctes, places }
}

function kindOf({ code, facts }: Metric): Source['kind'] {
  if (facts!.at !== undefined) return 'dated'
  if (!levels.has(code)) return 'split'
  return code === 'level' ? 'level' : 'age'
}

function cte({ kind, metrics }: Batch, grouping: Grouping): string {
  const { by } = grouping
  const [{ facts: first }] = metrics
  const wheres = [...new Set(metrics.map(({ facts }) => facts!.where ?? 'true'))]
  // What all of them ask for is asked of the table; what only some do, of each row.
  const isAlike = wheres.length === 1
  const values = new Columns('v')
  const conditions = new Columns('c')
  const told = metrics.flatMap((metric, m) => {
    const { over = '1.0', under = '1.0', where = 'true' } = metric.facts!
    const only = isAlike ? undefined : conditions.of(where)
    const names = { over: values.of(over), under: values.of(under), only }
    const columns = aggregatesOf(metric, names, grouping)
    const counted = only === undefined ? 'count(*)' : `count(*) FILTER (WHERE ${only})`
    return [
      `${counted} AS counted_m${m}`,
      ...Object.entries(columns).map(([name, sql]) => `${sql} AS ${name}_m${m}`),
    ]
  })
  const everySkill = first!.everySkill ?? false
  const source = { kind, everySkill, values: values.names, conditions: conditions.names }
  const keys = ['k', ...by.map((name) => `"${name}"`)].join(', ')
  const names = by.map((name) => `${dimensions[name].name} AS "${name}"`).join(', ')
  return `
WITH facts AS NOT MATERIALIZED (
  SELECT ${datedSql(first!)}, ${[...values.list, ...conditions.list].join(', ')}
  FROM ${first!.from} WHERE ${isAlike ? wheres[0] : 'true'}),
placed AS (${placed(source, grouping)}),
aggregated AS (
  SELECT ${keys}, ${told.join(', ')}
  FROM placed GROUP BY ${keys})
SELECT aggregated.* REPLACE (${names || 'k AS k'})
FROM aggregated ${by.map(namesOf).join(' ')}`
}

/** Pieces of time have been cut and weighed already; a row lies in covered time. */
function aggregatesOf(metric: Metric, names: Names, { longest }: Grouping) {
  const { code, value } = metric
  const added = code === 'rate' ? 'count' : code === 'mean-t' ? 'sum' : code
  const turned = zeroes.has(code) ? undefined : value
  const whole = { code: added, value: turned, isSplit: false, covered: '1', at: '0' } as const
  return aggregates({ ...whole, ...names, longest })
}

/** Under which names an aggregate finds its columns. */
type Names = Required<Pick<Aggregated, 'over' | 'under'>> & Pick<Aggregated, 'only'>

/** Expressions, each once, under names of their own. */
class Columns {
  private readonly known = new Map<string, string>()
  private readonly prefix: string

  constructor(prefix: string) {
    this.prefix = prefix
  }

  of(sql: string): string {
    const name = this.known.get(sql) ?? `${this.prefix}${this.known.size}`
    this.known.set(sql, name)
    return name
  }

  get names(): string[] {
    return [...this.known.values()]
  }

  get list(): string[] {
    return [...this.known].map(([sql, name]) => `${sql} AS ${name}`)
  }
}

const namesOf = (name: Dimension): string =>
  ({
    skill: 'LEFT JOIN skills s ON s.skill = aggregated.skill',
    agent: 'LEFT JOIN agents a ON a.agent = aggregated.agent',
    group: 'LEFT JOIN groups g ON g."group" = aggregated."group"',
    ...{ kind: '', lineOfBusiness: '', part: '' },
    channel: 'LEFT JOIN channels h ON h.channel = aggregated.channel',
  })[name]
