import { spans } from './bands.ts'
import { replicationFilter, replicationsOf } from './replication.ts'
import type { Report } from './report.ts'

/** By choice: a value of a cell, and how many observations it is made of. */
const cells = {
  owed: ['sum(coalesce(owed_ms, 0) / ms) / count(DISTINCT r)', 'count(DISTINCT r)'],
  queued: ['sum(coalesce(queued_ms, 0) / ms) / count(DISTINCT r)', 'count(DISTINCT r)'],
  opened: ['sum(coalesce(opened, 0)) / count(DISTINCT r)', 'count(DISTINCT r)'],
  // Never a mean of means: all replies of the cell together.
  responseTime: [
    'sum(response_sum_ms) / nullif(sum(response_n), 0)',
    'coalesce(sum(response_n), 0)',
  ],
} as const

export const heatmap: Report = {
  name: 'heatmap',
  question: 'When in the day and on which day: one value for each interval, with its local label.',
  parameters: {
    metric: {
      kind: 'choice',
      meaning: 'Which value; owed if missing',
      values: Object.keys(cells),
    },
    skill: { kind: 'skill', meaning: 'Only this skill' },
    replication: replicationFilter,
  },
  ask: ({ metric = 'owed', replication, skill }, run) => {
    const some = replicationsOf('heatmap', { replication }, run)
    const [value, n] = cells[metric as keyof typeof cells]
    return {
      // The key of a cell is its instant: the hour that comes twice in autumn is two cells.
      sql: `
WITH ${spans},
cells AS (
  SELECT "at", ${value} AS value, (${n})::DOUBLE AS n
  FROM spans CROSS JOIN (SELECT replication AS r FROM (${some})) LEFT JOIN intervals
    ON replication = r AND interval_start = "at"${skill === undefined ? '' : ' AND skill = $skill'}
  GROUP BY "at"),
labelled AS (
  SELECT *, make_timestamptz(("at" * 1000)::BIGINT) AT TIME ZONE $zone AS local FROM cells)
SELECT strftime(local, '%Y-%m-%d') AS day, strftime(local, '%H:%M') AS start, "at", value, n
FROM labelled ORDER BY "at"`,
      values: { skill, replication, zone: run.zone },
    }
  },
}
