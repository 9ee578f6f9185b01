import { type Metric, metricOf } from '../metrics/index.ts'
import type { RunDetails } from '../runs.ts'
import { student } from './bands.ts'
import { buckets } from './buckets.ts'
import { type Given, type Parameter, type Report, ReportError } from './report.ts'

const DAY = 86_400_000
/** The 97.5 % point of the normal distribution. */
const Z = 1.959963984540054

/** What a day is to reach. */
interface Target {
  readonly metric: Metric
  readonly op: '>=' | '<='
  readonly bound: number
}

const parameters = {
  target: {
    kind: 'text',
    meaning: 'What a day is to reach, with commas between: slaMetRate>=0.9,responseTime<=120000',
  },
  zone: { kind: 'zone', meaning: 'Time zone of days; the run’s if missing' },
} as const satisfies Record<string, Parameter>

/** Day by day of each replication, whether every target holds (METRICS.md, `dayMeetsTarget`). */
export const days: Report = {
  name: 'days',
  question: 'Which simulated days reach the targets: each local day of each replication.',
  parameters,
  required: ['target'],
  ask: (given, run) => {
    const targets = targetsOf('days', given, run)
    const columns = targets.map(({ metric }) => `"${metric.id}"`)
    return {
      sql: `
WITH ${daysOf(targets)}
SELECT replication, "at", strftime(timezone($zone, make_timestamptz(("at" * 1000)::BIGINT)), '%Y-%m-%d') AS local,
  meets AS day_meets_target, ${columns.join(', ')}
FROM told ORDER BY replication, "at"`,
      values: valuesOf(given, run),
    }
  },
}

/** How likely a day reaches them (METRICS.md, `probabilityMeetsTarget`). */
export const probability: Report = {
  name: 'probability',
  question: 'How likely a day reaches the targets, and how sure that is.',
  parameters,
  required: ['target'],
  ask: (given, run) => ({
    sql: `
WITH ${daysOf(targetsOf('probability', given, run))},
${student(run.replications)},
each AS (
  SELECT replication, count(meets) AS n, avg(meets::INTEGER) AS share FROM told
  GROUP BY replication HAVING count(meets) > 0),
whole AS (
  SELECT sum(n)::DOUBLE AS days, sum(n * share)::DOUBLE AS met, met / days AS p,
    max(n) = 1 AS is_single, count(*) - 1 AS degrees, avg(share) AS mean,
    stddev_samp(share) / sqrt(count(*)) AS error
  FROM each),
bounds AS (
  SELECT *, CASE WHEN is_single THEN ${wilson('-')} ELSE mean - t * error END AS low,
    CASE WHEN is_single THEN ${wilson('+')} ELSE mean + t * error END AS high
  FROM whole LEFT JOIN student USING (degrees))
SELECT days, met, p AS probability_meets_target, greatest(0, low) AS low, least(1, high) AS high,
  CASE WHEN is_single THEN 'Wilson' WHEN low IS NOT NULL THEN 'means of replications' END AS method
FROM bounds`,
    values: valuesOf(given, run),
  }),
}

/** An end of Wilson's interval (1927) of `p` in so many `days`. */
const wilson = (sign: '-' | '+') =>
  `(p + ${Z ** 2} / (2 * days) ${sign} ${Z} * sqrt(p * (1 - p) / days + ${Z ** 2} / (4 * days * days)))
      / (1 + ${Z ** 2} / days)`

const valuesOf = ({ zone }: Given, run: RunDetails) => ({
  ...{ from: run.started_at, to: run.ended_at, zone: zone ?? run.zone },
})

/**
 * CTE `told(replication, at, meets, …)`: whole local days that count, with the value of each metric. A day
 * without a value meets nothing and misses nothing.
 */
function daysOf(targets: readonly Target[]): string {
  const values = targets.map(
    ({ metric: { id, twin } }, i) => `v${i} AS (
  SELECT d.replication, d.k, ${valueOf(twin!)} AS "${id}"
  FROM days d LEFT JOIN ${twin!.table} t ON t.replication = d.replication
    AND t.interval_start >= d."at" AND t.interval_start < d.until
  GROUP BY d.replication, d.k, d.ms)`,
  )
  const meets = targets.map(({ bound, metric, op }) => `"${metric.id}" ${op} ${bound}`)
  const joins = targets.map((_, i) => `JOIN v${i} USING (replication, k)`)
  return `${buckets('day')},
days AS (
  SELECT r.replication, b.* FROM buckets b CROSS JOIN replications r
  JOIN edges e ON e.edge = b."at" AND e.next = b.until
  WHERE covered_from = "at" AND covered_to = until),
${values.join(',\n')},
told AS (SELECT *, ${meets.join(' AND ')} AS meets FROM days ${joins.join(' ')})`
}

function valueOf({ over, under }: NonNullable<Metric['twin']>): string {
  const sum = (columns: readonly string[]) => columns.map((c) => `sum(t.${c})`).join(' + ')
  if (under === null) return `coalesce(${sum(over)}, 0)`
  if (under === 'covered') return `coalesce(${sum(over)}, 0) / d.ms`
  return `(${sum(over)}) / nullif(${sum(under)}, 0)`
}

/** @throws ReportError naming what is not understood. */
function targetsOf(report: string, { target }: Given, run: RunDetails): Target[] {
  if (run.interval_ms > DAY)
    throw new ReportError(`report "${report}": the intervals of the run are longer than a day`)
  const kept = [...metricOf.values()].filter(({ twin }) => twin !== null)
  const targets = String(target)
    .split(',')
    .map((text) => {
      const what = `report "${report}": target "${text}"`
      const found = /^\s*(\w+)\s*(>=|<=)\s*(\d+(?:\.\d+)?)\s*$/.exec(text)
      if (!found) throw new ReportError(`${what} is not such as slaMetRate>=0.9`)
      const metric = kept.find(({ id }) => id === found[1])
      const known = kept.map(({ id }) => id).join(', ')
      if (!metric) throw new ReportError(`${what}: kept of each replication are ${known}`)
      return { metric, op: found[2] as Target['op'], bound: Number(found[3]) }
    })
  if (new Set(targets.map(({ metric }) => metric)).size < targets.length)
    throw new ReportError(`report "${report}": target "${target}" names a metric twice`)
  return targets
}
