import { band } from './bands.ts'
import type { Report } from './report.ts'

export const agents: Report = {
  name: 'agents',
  question: 'Who carried how much: load, hours online, assignments and replies of each agent.',
  parameters: {},
  ask: () => ({
    sql: `
WITH worked AS (
  SELECT agents.agent, r, sum(used_ms) / nullif(sum(capacity_ms), 0) AS load,
    coalesce(sum(online_ms), 0) / 3600000 AS online_h,
    coalesce(sum(assigned), 0) AS assigned, coalesce(sum(answered), 0) AS answered
  FROM agents CROSS JOIN (SELECT replication AS r FROM replications) LEFT JOIN agent_intervals
    ON agent_intervals.agent = agents.agent AND replication = r
  GROUP BY agents.agent, r)
SELECT agent, id, avg(load) AS load, ${band('load', 'load_low', 'load_high')},
  avg(online_h) AS online_h, avg(assigned) AS assigned, avg(answered) AS answered
FROM worked JOIN agents USING (agent) GROUP BY agent, id ORDER BY agent`,
    values: {},
  }),
}
