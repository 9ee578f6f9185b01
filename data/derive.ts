import { binOf } from './bins.ts'
import type { Database } from './engine.ts'
import { factsSql, type Metric, metrics } from './metrics/index.ts'
import type { RunMeta } from './write.ts'

/**
 * The measures of a history that no simulator accumulated, live or imported: the same numbers, from
 * the rows. Only what lies in `[counted_from, ended_at)` counts. Intervals without anything have
 * no row.
 */
export async function derive(database: Database, meta: RunMeta): Promise<void> {
  for (const sql of [
    intervals,
    agentIntervals,
    intervalHistograms,
    histograms,
    exact,
    replications,
  ])
    await database.connection.run(bind(sql, boundsOf(meta)))
}

/** Histograms by interval, of whatever rows are kept: what is brushed over is added up, not read. */
export async function deriveHistograms(database: Database, meta: RunMeta): Promise<void> {
  await database.connection.run(bind(intervalHistograms, boundsOf(meta)))
}

const boundsOf = (meta: RunMeta) => ({
  ...{ $from: meta.counted_from, $to: meta.ended_at, $start: meta.started_at },
  $grain: meta.interval_ms,
})

/** Whole numbers of our own, written into the text: one transaction on one connection. */
function bind(sql: string, values: Readonly<Record<string, number>>): string {
  return sql.replaceAll(/\$\w+/g, (name) => `${values[name]}::DOUBLE`)
}

const intervalOf = (at: string) => `floor((${at} - $start) / $grain)`
const inRange = 'dated_at >= $from AND dated_at < $to'

/** A metric’s contributions. */
const rows = ({ facts }: Metric) => factsSql(facts!)

/** Contributions of a metric by interval and a key, as columns. */
function counted(facts: string, key: string, columns: string): string {
  return `
  SELECT ${intervalOf('dated_at')} AS k, ${key}, ${columns}
  FROM (${facts}) WHERE ${inRange} GROUP BY ALL`
}

/**
 * Pieces of time, cut at the bounds of the intervals: for each weight, ∫ weight dt. Not piece by piece,
 * for one that never ends meets every interval there is: from the level at which an interval begins
 * and the changes within it, in whole numbers of any size.
 */
function split(facts: string, key: string, weights: Readonly<Record<string, string>>): string {
  const names = Object.keys(weights)
  const each = (of: (name: string) => string) => names.map(of).join(', ')
  const point = (at: string, sign: string) => `
    SELECT ${key}, ${intervalOf(at)}::BIGINT AS k, (${at} - $start)::HUGEINT AS t,
      ${each((name) => `${sign}(${weights[name]})::HUGEINT AS ${name}`)} FROM cut`
  return `
  SELECT k, ${key}, ${each((name) => `sum(${name})::DOUBLE AS ${name}`)} FROM (
    WITH cut AS (
      SELECT *, greatest(from_at, $from) AS since, least(coalesce(to_at, $to), $to) AS until
      FROM (${facts}) WHERE from_at < $to AND coalesce(to_at, $to) > greatest(from_at, $from)),
    changes AS (${point('since', '')} UNION ALL ${point('until', '-')}),
    summed AS (
      SELECT ${key}, k, ${each((name) => `sum(${name} * ((k + 1) * $grain::HUGEINT - t)) AS in_${name}, sum(${name}) AS by_${name}`)}
      FROM changes GROUP BY ALL),
    levels AS (
      SELECT *, lead(k) OVER own AS next,
        ${each((name) => `sum(by_${name}) OVER own AS after_${name}`)}
      FROM summed WINDOW own AS (PARTITION BY ${key} ORDER BY k))
    SELECT k, ${key}, ${each((name) => `in_${name} + (after_${name} - by_${name}) * $grain::HUGEINT AS ${name}`)}
    FROM levels
    UNION ALL
    SELECT unnest(range(k + 1, next)) AS k, ${key}, ${each((name) => `after_${name} * $grain::HUGEINT`)}
    FROM levels WHERE ${names.map((name) => `after_${name} <> 0`).join(' OR ')})
  GROUP BY k, ${key} HAVING ${names.map((name) => `sum(${name}) <> 0`).join(' OR ')}`
}

const turnsOwed = `
  SELECT greatest(t.opened_at, coalesce(s.started_at, t.opened_at)) AS from_at,
    least(coalesce(t.answered_at, t.withdrawn_at, $to), coalesce(s.ended_at, $to)) AS to_at,
    coalesce(s.skill, t.skill) AS skill, 1.0 AS over
  FROM turns t LEFT JOIN segments s ON s.conversation = t.conversation AND s.kind = 'skill'
    AND s.started_at <= coalesce(t.answered_at, t.withdrawn_at, $to)
    AND coalesce(s.ended_at, $to) >= t.opened_at`

const intervalParts = [
  counted(rows(metrics.opened), 'skill', 'count(*) AS opened'),
  counted(rows(metrics.abandonRate), 'skill', 'count(*) AS closed, sum(over) AS abandoned'),
  counted(rows(metrics.turnsOpened), 'skill', 'count(*) AS turns_opened'),
  counted(rows(metrics.turnsAnswered), 'skill', 'count(*) AS turns_answered'),
  counted(rows(metrics.responseTime), 'skill', distColumns('response')),
  counted(rows(metrics.firstResponseWait), 'skill', distColumns('first')),
  counted(rows(metrics.assignmentWait), 'skill', distColumns('wait')),
  counted(rows(metrics.slaMetRate), 'skill', 'sum(over) AS met, sum(under - over) AS missed'),
  counted(
    rows(metrics.queueAbandonRate),
    'skill',
    'count(*) AS queue_stays, sum(over) AS queue_left',
  ),
  split(rows(metrics.queueUnassigned), 'skill', { queued_ms: '1' }),
  split(turnsOwed, 'skill', { owed_ms: '1' }),
]

function distColumns(name: string): string {
  return `count(*) AS ${name}_n, sum(over) AS ${name}_sum_ms`
}

const sums = (columns: readonly string[]) =>
  columns.map((column) => `coalesce(sum(${column}), 0)::DOUBLE AS ${column}`).join(', ')

const intervals = `
INSERT INTO intervals BY NAME
SELECT 0 AS replication, $start + k * $grain AS interval_start, skill, ${sums([
  'opened',
  'closed',
  'turns_opened',
  'turns_answered',
  'abandoned',
  ...['response_n', 'response_sum_ms', 'first_n', 'first_sum_ms', 'wait_n', 'wait_sum_ms'],
  'met',
  'missed',
  'queued_ms',
  'owed_ms',
  'queue_stays',
  'queue_left',
])}
FROM (${intervalParts.join('\n  UNION ALL BY NAME')})
GROUP BY k, skill ORDER BY k, skill`

const agentParts = [
  split(rows(metrics.agentLoad), 'agent', {
    online_ms: '1',
    used_ms: 'over',
    capacity_ms: 'under',
  }),
  counted(rows(metrics.assignments), 'agent', 'count(*) AS assigned'),
  counted(rows(metrics.turnsAnswered), 'agent', 'count(*) AS answered'),
]

const agentIntervals = `
INSERT INTO agent_intervals BY NAME
SELECT 0 AS replication, $start + k * $grain AS interval_start, agent,
  ${sums(['online_ms', 'used_ms', 'capacity_ms', 'assigned', 'answered'])}
FROM (${agentParts.join('\n  UNION ALL BY NAME')})
WHERE agent IS NOT NULL GROUP BY k, agent ORDER BY k, agent`

/** The three durations that have histograms, one under another. */
const durations = (['responseTime', 'firstResponseWait', 'assignmentWait'] as const)
  .map(
    (id) => `SELECT '${id}' AS metric, dated_at, skill, over AS value FROM (${rows(metrics[id])})`,
  )
  .join('\n  UNION ALL ')

const histograms = `
INSERT INTO histograms BY NAME
SELECT 0 AS replication, skill, metric, bin, sum(n) AS n
FROM interval_histograms GROUP BY skill, metric, bin ORDER BY skill, metric::VARCHAR, bin`

const intervalHistograms = `
INSERT INTO interval_histograms BY NAME
SELECT 0 AS replication, $start + ${intervalOf('dated_at')} * $grain AS interval_start, skill, metric,
  ${binOf('value')} AS bin, count(*) AS n
FROM (${durations}) WHERE ${inRange} GROUP BY ALL ORDER BY metric, interval_start, skill, bin`

const exact = `
INSERT INTO exact BY NAME
SELECT 0 AS replication, metric, skill, count(*) AS n, sum(value) AS sum_ms, min(value) AS min_ms,
  max(value) AS max_ms
FROM (${durations}) WHERE ${inRange} GROUP BY ALL ORDER BY metric, skill`

const replications = `
INSERT INTO replications BY NAME
SELECT 0 AS replication, (SELECT trace_hash FROM run) AS trace_hash, count(*) AS conversations,
  count(*) FILTER (closed_at IS NULL) AS unfinished
FROM conversations HAVING (SELECT count(*) FROM replications) = 0`
