import { count, type Metric } from './metric.ts'

export const opened: Metric = {
  id: 'opened',
  label: 'Opened',
  unit: 'conversations',
  sentence: 'Conversations opened.',
  interval: 'start',
  countedFor: 'skill at open',
  ...count(`
  SELECT c.opened_at AS dated_at, coalesce(s.skill, c.skill) AS skill,
    NULL::INTEGER AS agent, 1.0 AS value
  FROM conversations c LEFT JOIN segments s
    ON s.conversation = c.conversation AND s.kind = 'skill' AND s.start_reason = 'opened'`),
  twin: { table: 'intervals', over: ['opened'], under: null },
}
