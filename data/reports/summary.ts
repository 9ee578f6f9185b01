import { BEYOND_MS, LAST_BIN, middleOf } from '../bins.ts'
import { type Metric, type MetricId, metrics, wholeSql } from '../metrics/index.ts'
import { band, student } from './bands.ts'
import type { Report } from './report.ts'

export const summary: Report = {
  name: 'summary',
  question: 'How did it go: each metric with its average, how sure that is, and the typical run.',
  parameters: {},
  ask: (_, { conversations, counted_from, ended_at, replications, started_at }) => ({
    // One replication whose rows are kept is known exactly, to the percentile.
    sql: `
WITH ${student(replications)},
${headlines()},
${bins},
${whole(ended_at - started_at)},
observed AS (${union(replications === 1 && conversations > 0 ? exactly : fromMeasures)}),
samples AS (${union(exactly)}),
bands AS (
  SELECT place, sum(n)::DOUBLE AS n, count(*) FILTER (isinf(value)) > 0 AS is_above,
    ${band('value', 'p05', 'p95')}
  FROM observed GROUP BY place),
estimates AS (
  SELECT place, avg(value) AS mean, count(value) - 1 AS degrees,
    stddev_samp(value) / sqrt(count(value)) AS error
  FROM observed JOIN bands USING (place) WHERE NOT is_above GROUP BY place)
SELECT metric, label, unit, bands.n, mean, mean - t * error AS low, mean + t * error AS high,
  t * error AS half_width, t * error / nullif(abs(mean), 0) AS relative_precision,
  nullif(p05, 'Infinity'::DOUBLE) AS p05, nullif(p95, 'Infinity'::DOUBLE) AS p95,
  samples.value AS sample, CASE WHEN is_above THEN ${BEYOND_MS} END::DOUBLE AS above
FROM headlines JOIN bands USING (place) JOIN samples USING (place)
  LEFT JOIN estimates USING (place)
  LEFT JOIN student USING (degrees)
ORDER BY place`,
    values: { from: counted_from, to: ended_at },
  }),
}

/** What the summary averages, for whoever compares runs replication by replication. */
export const replications: Report = {
  name: 'replications',
  question: 'What each metric of the summary was in each replication; null where there is no data.',
  parameters: {},
  ask: (_, { counted_from, ended_at }) => ({
    sql: `
WITH ${headlines()},
${bins},
observed AS (${union(fromMeasures, 'replication, value')})
SELECT metric, label, unit, replication, nullif(value, 'Infinity'::DOUBLE) AS value
FROM observed JOIN headlines USING (place)
ORDER BY place, replication`,
    values: { from: counted_from, to: ended_at },
  }),
}

interface Line {
  readonly id: string
  readonly label: string
  readonly unit: string
  /** By replication: `value, n`. */
  readonly values: string
  /** Replication 0, from its rows: `n, value`. */
  readonly exact: string
}

/** What the simulator keeps of every replication, in this order. */
const kept = [
  ...['opened', 'closed', 'turnsAnswered', 'queueAbandonRate', 'responseTime'],
  ...['firstResponseWait', 'assignmentWait', 'slaMetRate', 'queueUnassigned', 'agentLoad'],
] as MetricId[]

const lines: readonly Line[] = kept.flatMap((id) =>
  id === 'responseTime'
    ? [headline(metrics[id]), percentile(50), percentile(90)]
    : [headline(metrics[id])],
)

/** What the metrics are in the rows, each asked once however often it is told. */
const whole = (longest: number) =>
  kept.map((id) => `${wholeOf(id)} AS MATERIALIZED (${wholeSql(metrics[id], longest)})`).join(',\n')
const exactly = ({ exact }: Line) => exact
const fromMeasures = ({ values }: Line) => values

function wholeOf(id: string): string {
  return `whole_${id}`
}

function headlines(): string {
  const rows = lines.map(
    ({ id, label, unit }, place) => `(${place}, '${id}', '${label}', '${unit}')`,
  )
  return `headlines(place, metric, label, unit) AS (VALUES
  ${rows.join(',\n  ')})`
}

function union(part: (line: Line) => string, columns = 'value, n'): string {
  const parts = lines.map(
    (line, place) => `SELECT ${place} AS place, ${columns} FROM (${part(line)})`,
  )
  return parts.join('\nUNION ALL ')
}

function headline({ id, label, unit, ...metric }: Metric): Line {
  const twin = metric.twin!
  const sum = (columns: readonly string[]) =>
    columns.map((c) => `coalesce(sum(${c}), 0)`).join(' + ')
  const over = sum(twin.over)
  const valueAndSize = () => {
    if (twin.under === null) return [over, over]
    if (twin.under === 'covered') return [`(${over}) / nullif($to - $from, 0)`, 'NULL::DOUBLE']
    const under = sum(twin.under)
    // Milliseconds of capacity are no observations.
    const n = twin.table === 'agent_intervals' ? 'NULL::DOUBLE' : under
    return [`(${over}) / nullif(${under}, 0)`, n]
  }
  const [value, n] = valueAndSize()
  const values = `
  SELECT replication, ${value} AS value, ${n} AS n
  FROM replications LEFT JOIN ${twin.table} USING (replication) GROUP BY replication`
  return { id, label, unit, values, exact: `SELECT n, value FROM ${wholeOf(id)}` }
}

/** The bins of response time, counted up, by replication. */
const bins = `
counted AS (
  SELECT replication, bin, sum(n) AS n FROM histograms
  WHERE metric = 'responseTime' GROUP BY replication, bin),
cumulated AS (
  SELECT *, sum(n) OVER (PARTITION BY replication ORDER BY bin) AS upto,
    sum(n) OVER (PARTITION BY replication) AS total FROM counted),
extremes AS (
  SELECT replication, min(min_ms) AS low, max(max_ms) AS high FROM exact
  WHERE metric = 'responseTime' GROUP BY replication)`

/**
 * The first bin that reaches ⌈p·n⌉, its geometric middle, within the extremes (METRICS.md §3.4).
 * In the last bin it is only known to be months: infinite here, and then no average is told but what it is `above`.
 */
function percentile(percent: number): Line {
  const values = `
  WITH found AS (
    SELECT replication, total, CASE WHEN bin = ${LAST_BIN} THEN 'Infinity'::DOUBLE
      ELSE greatest(low, least(high,
        ${middleOf('bin')})) END AS value
    FROM cumulated JOIN extremes USING (replication)
    WHERE upto >= ceil(total * ${percent} / 100)
    QUALIFY row_number() OVER (PARTITION BY replication ORDER BY bin) = 1)
  SELECT replication, coalesce(total, 0) AS n, value
  FROM replications LEFT JOIN found USING (replication)`
  const { id, label, unit } = metrics.responseTime
  const exact = `SELECT n, p${percent} AS value FROM ${wholeOf(id)}`
  return { id: `${id}P${percent}`, label: `${label} P${percent}`, unit, values, exact }
}
