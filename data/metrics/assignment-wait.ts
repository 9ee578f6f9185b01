import { dist, type Metric } from './metric.ts'

export const assignmentWait: Metric = {
  id: 'assignmentWait',
  label: 'Wait to assign',
  unit: 'ms',
  sentence: 'From opening to the first assignment; it leaves out those who were never assigned.',
  interval: 'end',
  countedFor: 'receiving agent, skill of the queue',
  ...dist(`
  SELECT s.started_at AS dated_at, s.skill, s.agent, s.started_at - c.opened_at AS value
  FROM segments s JOIN conversations c ON s.conversation = c.conversation
  WHERE s.kind = 'agent'
  QUALIFY row_number() OVER (PARTITION BY s.conversation ORDER BY s.segment) = 1`),
  twin: { table: 'intervals', over: ['wait_sum_ms'], under: ['wait_n'] },
}
