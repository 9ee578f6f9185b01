import { count, type Metric } from './metric.ts'

export const closed: Metric = {
  id: 'closed',
  label: 'Closed',
  unit: 'conversations',
  sentence: 'Conversations closed, by whomever.',
  interval: 'end',
  countedFor: 'last agent, last skill',
  ...count(`
  SELECT closed_at AS dated_at, skill, agent, 1.0 AS value
  FROM conversations WHERE closed_at IS NOT NULL`),
  twin: { table: 'intervals', over: ['closed'], under: null },
}
