import { NO_SKILL_ID, type Report } from './report.ts'

const levels = ['interval', 'day', 'week'] as const

/**
 * How wrong a frozen forecast was (METRICS.md §4.13): against what consumers opened, in the intervals that
 * the record covers whole. Days and weeks are those of the zone. Bands are of intervals, and are not added.
 */
export const forecastError: Report = {
  name: 'forecast-error',
  question: 'How far off the forecast was, by skill: WAPE, bias, intervals off by a tenth, bands.',
  parameters: {
    level: { kind: 'choice', meaning: 'Of what an error is told', values: levels },
    lead: {
      ...{
        kind: 'whole',
        meaning: 'Made at least so many hours before the interval; 0 if missing',
      },
      ...{ low: 0, high: 100_000 },
    },
    zone: { kind: 'zone', meaning: 'Time zone of days and weeks; the run’s if missing' },
    skill: { kind: 'skill', meaning: 'Only this skill' },
  },
  ask: ({ lead = 0, level = 'interval', skill, zone }, run) => {
    const local = 'timezone($zone, make_timestamptz((from_at * 1000)::BIGINT))'
    const cell = level === 'interval' ? 'from_at' : `date_trunc('${level}', ${local})`
    const band = (low: string, high: string) =>
      level === 'interval'
        ? `avg((actual BETWEEN ${low} AND ${high})::INTEGER)
    FILTER (WHERE ${low} IS NOT NULL AND ${high} IS NOT NULL)`
        : 'NULL::DOUBLE'
    return {
      sql: `
WITH chosen AS (
  SELECT * FROM forecasts
  WHERE made_at <= from_at - $lead * 3600000 AND from_at >= (SELECT counted_from FROM run)
    AND to_at <= (SELECT ended_at FROM run) ${skill === undefined ? '' : 'AND skill = $skill'}
  QUALIFY row_number() OVER (PARTITION BY skill, from_at ORDER BY made_at DESC) = 1),
opened AS (
  SELECT f.skill, f.from_at, count(*) AS actual
  FROM conversations c ASOF JOIN chosen f ON f.skill = c.opened_skill AND c.opened_at >= f.from_at
  WHERE c.opened_by = 'consumer' AND c.opened_at < f.to_at GROUP BY ALL),
intervals AS (
  SELECT f.*, coalesce(o.actual, 0) AS actual
  FROM chosen f LEFT JOIN opened o ON o.skill = f.skill AND o.from_at = f.from_at),
cells AS (
  SELECT skill, ${cell} AS cell, sum(expected) AS expected, sum(actual)::DOUBLE AS actual,
    ${level === 'interval' ? 'any_value(low50) AS low50, any_value(high50) AS high50, any_value(low90) AS low90, any_value(high90) AS high90' : '0 AS low50'}
  FROM intervals GROUP BY ALL)
SELECT coalesce(s.id, '${NO_SKILL_ID}') AS skill, '${level}' AS level, $lead AS lead_hours,
  count(*) AS cells, sum(expected) AS expected, sum(actual) AS actual,
  sum(abs(expected - actual)) / nullif(sum(actual), 0) AS wape,
  sum(expected - actual) / nullif(sum(actual), 0) AS "forecastBias",
  avg((abs(expected - actual) > 0.1 * actual AND abs(expected - actual) > 2)::INTEGER) AS "intervalsOff10",
  ${band('low50', 'high50')} AS "bandCoverage50", ${band('low90', 'high90')} AS "bandCoverage90"
FROM cells LEFT JOIN skills s ON s.skill = cells.skill GROUP BY s.id ORDER BY s.id`,
      values: { lead, skill, zone: zone ?? run.zone },
    }
  },
}
