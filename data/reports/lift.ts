import type { Report } from './report.ts'

/**
 * Who converts without any help, by what became of people: engaged by an agent, exposed and not engaged,
 * or in the control group (SEMANTICS.md §21). Engaged people chose themselves: only a control group that
 * was drawn by lot says what help has caused.
 */
export const lift: Report = {
  name: 'lift',
  question:
    'How often the engaged, the merely exposed and the control group convert, and the gain.',
  parameters: {},
  ask: () => ({
    sql: `
WITH people AS (
  SELECT coalesce(i.person, v.consumer) AS person, max(v.is_control) AS is_control
  FROM visits v LEFT JOIN identities i USING (consumer) GROUP BY ALL),
engaged AS (
  SELECT DISTINCT coalesce(i.person, c.consumer) AS person
  FROM conversations c LEFT JOIN identities i USING (consumer) WHERE c.assigned_at IS NOT NULL),
reached AS (
  SELECT consumer AS person, count(*) AS conversions
  FROM conversions WHERE flag = 'counted' GROUP BY consumer),
sorted AS (
  SELECT CASE WHEN p.is_control = 1 THEN 'control' WHEN e.person IS NULL THEN 'exposed'
      ELSE 'engaged' END AS part, count(*) AS people, coalesce(sum(conversions), 0)::DOUBLE AS conversions
  FROM people p LEFT JOIN engaged e USING (person) LEFT JOIN reached USING (person) GROUP BY part),
parts AS (
  SELECT part, coalesce(people, 0) AS people, coalesce(conversions, 0) AS conversions,
    conversions / people AS rate
  FROM (VALUES ('engaged'), ('exposed'), ('control')) t(part) LEFT JOIN sorted USING (part))
SELECT part, people, conversions, rate,
  CASE WHEN part = 'engaged' THEN (rate - (SELECT rate FROM parts WHERE part = 'exposed')) * people END
    AS incremental_to_exposed,
  CASE WHEN part = 'engaged' THEN (rate - (SELECT rate FROM parts WHERE part = 'control')) * people END
    AS incremental_to_control
FROM parts WHERE (SELECT count(*) FROM attribution) > 0 ORDER BY people DESC, part`,
    values: {},
  }),
}
