import { LAST_BIN, upperOf } from '../bins.ts'
import { histogramMetrics } from '../tables.ts'
import { band } from './bands.ts'
import type { Report } from './report.ts'

export const responseCurve: Report = {
  name: 'response-curve',
  question: 'Which share had its answer within so long: the cumulative curve of a duration.',
  parameters: {
    metric: {
      kind: 'choice',
      meaning: 'Which duration; responseTime if missing',
      values: histogramMetrics,
    },
    skill: { kind: 'skill', meaning: 'Only this skill' },
  },
  ask: ({ metric = 'responseTime', skill }) => ({
    // Bins that nobody reached at either end are left out.
    sql: `
WITH counted AS (
  SELECT replication, bin, sum(n) AS n FROM histograms
  WHERE metric = $metric${skill === undefined ? '' : ' AND skill = $skill'}
  GROUP BY replication, bin),
edges AS (SELECT unnest(range(
  (SELECT min(bin) FROM counted)::BIGINT, (SELECT max(bin) FROM counted)::BIGINT + 1)) AS bin),
filled AS (
  SELECT replication, edges.bin, coalesce(n, 0) AS n
  FROM replications CROSS JOIN edges LEFT JOIN counted USING (replication, bin)),
shares AS (
  SELECT bin, sum(n) OVER (PARTITION BY replication ORDER BY bin)
    / nullif(sum(n) OVER (PARTITION BY replication), 0) AS share FROM filled),
longest AS (
  SELECT max(max_ms) AS ms FROM exact
  WHERE metric = $metric${skill === undefined ? '' : ' AND skill = $skill'})
SELECT CASE WHEN bin = ${LAST_BIN} THEN (SELECT ms FROM longest) ELSE ${upperOf('bin')} END
    AS upper_ms,
  avg(share) AS share, ${band('share', 'low', 'high')}
FROM shares GROUP BY bin ORDER BY bin`,
    values: { metric, skill },
  }),
}
