import { meanOverTime, type Metric } from './metric.ts'

export const queueUnassigned: Metric = {
  id: 'queueUnassigned',
  label: 'In queue',
  unit: 'conversations',
  sentence: 'Open conversations that nobody holds, averaged over time.',
  interval: 'split',
  countedFor: 'skill',
  ...meanOverTime(`
  SELECT started_at AS from_at, ended_at AS to_at, skill, NULL::INTEGER AS agent, 1.0 AS over
  FROM segments WHERE kind = 'queue'`),
  twin: { table: 'intervals', over: ['queued_ms'], under: 'covered' },
}
