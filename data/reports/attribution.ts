import { NO_AGENT_ID, NO_SKILL_ID, type Report } from './report.ts'

/** The rules that a figure was made by: printed with every one of them. */
const rules = 'model, look_back, dated_to'

/**
 * Who earned what. Amounts of one currency stand in a row of their own: they are never summed with
 * others nor converted. Shares are whole millionths of a conversion until they are shown.
 */
export const attribution: Report = {
  name: 'attribution',
  question: 'Which agent of which skill earned how many conversions and how much, by currency.',
  parameters: {
    from: { kind: 'instant', meaning: 'Credits dated to this instant or later' },
    to: { kind: 'instant', meaning: 'Credits dated before this instant' },
    zone: { kind: 'zone', meaning: 'Time zone of local dates; the run’s if missing' },
    skill: { kind: 'skill', meaning: 'Only this skill' },
    agent: { kind: 'agent', meaning: 'Only this agent' },
  },
  ask: ({ agent, from, skill, to }, run) => ({
    sql: `
SELECT coalesce(s.id, '${NO_SKILL_ID}') AS skill, coalesce(a.id, '${NO_AGENT_ID}') AS agent,
  c.interaction::VARCHAR AS interaction, v.kind::VARCHAR AS kind, v.currency,
  sum(c.share) / 1000000 AS conversions,
  coalesce(sum(c.share) FILTER (WHERE c.is_in_session = 1), 0) / 1000000 AS in_session,
  count(DISTINCT c.conversion) AS shared_in, sum(c.amount) AS amount_minor, ${rules}
FROM credits c JOIN conversions v USING (conversion) CROSS JOIN attribution
  LEFT JOIN skills s ON s.skill = c.skill LEFT JOIN agents a ON a.agent = c.agent
WHERE c."at" >= $from AND c."at" < $to
  ${skill === undefined ? '' : 'AND c.skill = $skill'}
  ${agent === undefined ? '' : 'AND c.agent = $agent'}
GROUP BY ALL
ORDER BY currency NULLS LAST, amount_minor DESC NULLS LAST, conversions DESC, skill, agent, kind`,
    values: { from: from ?? run.started_at, to: to ?? Number.MAX_SAFE_INTEGER, skill, agent },
  }),
}

/** All conversions: what became of each kind in each currency. The parts add up to the whole. */
export const conversions: Report = {
  name: 'conversions',
  question: 'What reached a goal: counted, flagged, credited or by nobody earned, by currency.',
  parameters: {},
  ask: () => ({
    sql: `
WITH earned AS (
  SELECT conversion, sum(share) AS share, sum(amount) AS amount FROM credits GROUP BY conversion)
SELECT v.kind::VARCHAR AS kind, v.currency, count(*) AS told,
  count(*) FILTER (WHERE v.flag = 'counted') AS counted,
  count(*) FILTER (WHERE v.flag = 'duplicate') AS duplicates,
  count(*) FILTER (WHERE v.flag = 'oncePerVisit') AS once_per_visit,
  count(*) FILTER (WHERE v.flag = 'late') AS late,
  coalesce(sum(e.share), 0) / 1000000 AS credited,
  count(*) FILTER (WHERE v.flag = 'counted' AND e.conversion IS NULL) AS not_credited,
  count(*) FILTER (WHERE v.is_assisted = 1) AS assisted,
  count(*) FILTER (WHERE v.flag = 'counted' AND v.is_control = 1) AS of_control_group,
  sum(v.amount) FILTER (WHERE v.flag = 'counted') AS amount_minor,
  sum(e.amount) AS credited_minor, ${rules}
FROM conversions v LEFT JOIN earned e USING (conversion) CROSS JOIN attribution
GROUP BY ALL ORDER BY kind, currency NULLS LAST`,
    values: {},
  }),
}
