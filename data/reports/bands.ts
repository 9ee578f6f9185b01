import { studentT975 } from '../student.ts'

/**
 * Over replications: the 5th and 95th percentile, nearest rank. One replication has no band: null,
 * rather than a false one.
 */
export const band = (value: string, low: string, high: string): string =>
  `CASE WHEN count(${value}) > 1 THEN quantile_disc(${value}, 0.05) END AS ${low},
  CASE WHEN count(${value}) > 1 THEN quantile_disc(${value}, 0.95) END AS ${high}`

/** The points of Student's t for up to so many replications, to be joined on degrees of freedom. */
export function student(replications: number): string {
  const degrees = Array.from({ length: Math.max(1, replications - 1) }, (_, i) => i + 1)
  const rows = degrees.map((n) => `(${n}, ${studentT975(n)}::DOUBLE)`)
  return `student(degrees, t) AS (VALUES ${rows.join(', ')})`
}

/** The run's intervals: `at`, and the `ms` of each that count. Empty ones are there too. */
export const spans = `spans AS (
  SELECT started_at + k * interval_ms AS "at",
    least(started_at + (k + 1) * interval_ms, ended_at)
      - greatest(started_at + k * interval_ms, counted_from) AS ms
  FROM (SELECT *, unnest(range(
      floor((counted_from - started_at) / interval_ms)::BIGINT,
      ceil((ended_at - started_at) / interval_ms)::BIGINT)) AS k FROM run))`
