import { LAST_BIN, upperOf } from '../bins.ts'
import { histogramMetrics } from '../tables.ts'
import { band } from './bands.ts'
import { replicationFilter, replicationsOf } from './replication.ts'
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
    replication: replicationFilter,
    from: { kind: 'instant', meaning: 'Intervals that start then or later; of kept rows only' },
    to: { kind: 'instant', meaning: 'Intervals that start before; of kept rows only' },
    zone: { kind: 'zone', meaning: 'Time zone of local dates; the run’s if missing' },
  },
  ask: (given, run) => {
    const { from, metric = 'responseTime', skill, to } = given
    const isBrushed = from !== undefined || to !== undefined
    // Rows are kept of the first replication, and so are its histograms by interval.
    const replication = isBrushed ? (given.replication ?? 0) : given.replication
    const some = replicationsOf('response-curve', { replication }, run)
    const its = skill === undefined ? '' : ' AND skill = $skill'
    const within = isBrushed ? ' AND interval_start >= $from AND interval_start < $to' : ''
    // Bins that nobody reached at either end are left out.
    const sql = `
WITH replications AS (${some}),
counted AS (
  SELECT replication, bin, sum(n) AS n FROM ${isBrushed ? 'interval_histograms' : 'histograms'}
  WHERE metric = $metric AND replication IN (FROM replications)${its}${within}
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
  WHERE metric = $metric AND replication IN (FROM replications)${its})
SELECT CASE WHEN bin = ${LAST_BIN} THEN (SELECT ms FROM longest) ELSE ${upperOf('bin')} END
    AS upper_ms,
  avg(share) AS share, ${band('share', 'low', 'high')}
FROM shares GROUP BY bin ORDER BY bin`
    const range = { from: from ?? run.started_at, to: to ?? run.ended_at }
    return { sql, values: { metric, skill, replication, ...range } }
  },
}
