import type { Report } from './report.ts'

/** What a run is, and what it was made of: the identities and facts of METRICS.md §4.14. */
export const runFacts: Report = {
  name: 'run',
  question:
    'What the run is: replications, days, burn-in, what was unfinished, and its identities.',
  parameters: {},
  ask: () => ({
    sql: `
SELECT id, name, source::VARCHAR AS source, (SELECT count(*) FROM replications) AS replications,
  seed AS seeds,
  CASE WHEN source = 'simulated' THEN counted_from - started_at END AS burn_in_ms,
  (ended_at - counted_from) / 86400000 * greatest(1, (SELECT count(*) FROM replications))
    AS simulated_days,
  (SELECT sum(conversations) FROM replications)::DOUBLE AS conversations,
  (SELECT sum(events) FROM replications)::DOUBLE AS events,
  (SELECT sum(unfinished) FROM replications)::DOUBLE AS unfinished_at_end,
  scenario_hash, code_version, trace_hash, zone, tz_version, provenance
FROM run`,
    values: {},
  }),
}
