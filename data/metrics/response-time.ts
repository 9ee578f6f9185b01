import { dist, type Metric } from './metric.ts'

export const responseTime: Metric = {
  id: 'responseTime',
  label: 'Response time',
  unit: 'ms',
  sentence:
    'From the first unanswered message of the consumer to the reply, queue and transfers included; every reply counts, not only the first.',
  interval: 'end',
  countedFor: 'responder and skill at the reply',
  ...dist(`
  SELECT answered_at AS dated_at, skill, agent, response_ms AS value
  FROM turns WHERE response_ms IS NOT NULL`),
  twin: { table: 'intervals', over: ['response_sum_ms'], under: ['response_n'] },
}
