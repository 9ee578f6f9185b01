import { band, spans } from './bands.ts'
import { replicationFilter, replicationsOf } from './replication.ts'
import type { Report } from './report.ts'

export const levels: Report = {
  name: 'levels',
  question: 'How many waited and how many were owed a reply, interval by interval.',
  parameters: {
    skill: { kind: 'skill', meaning: 'Only this skill' },
    replication: replicationFilter,
  },
  ask: ({ replication, skill }, run) => {
    const some = replicationsOf('levels', { replication }, run)
    const sql = `
WITH ${spans},
levels AS (
  SELECT "at", r, coalesce(sum(queued_ms), 0) / any_value(ms) AS queued,
    coalesce(sum(owed_ms), 0) / any_value(ms) AS owed, coalesce(sum(opened), 0) AS opened
  FROM spans CROSS JOIN (SELECT replication AS r FROM (${some})) LEFT JOIN intervals
    ON replication = r AND interval_start = "at"
    ${skill === undefined ? '' : 'AND skill = $skill'}
  GROUP BY "at", r)
SELECT "at", avg(queued) AS queued, ${band('queued', 'queued_low', 'queued_high')},
  avg(owed) AS owed, ${band('owed', 'owed_low', 'owed_high')}, avg(opened) AS opened
FROM levels GROUP BY "at" ORDER BY "at"`
    return { sql, values: { skill, replication } }
  },
}
