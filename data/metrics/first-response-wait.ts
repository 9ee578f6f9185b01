import { dist, type Metric } from './metric.ts'

export const firstResponseWait: Metric = {
  id: 'firstResponseWait',
  label: 'First response time',
  unit: 'ms',
  sentence: 'From the first message of the consumer to the first reply.',
  interval: 'end',
  countedFor: 'responder and skill at the reply',
  ...dist(`
  SELECT t.answered_at AS dated_at, t.skill, t.agent, c.first_response_ms AS value
  FROM turns t JOIN conversations c
    ON t.conversation = c.conversation AND t.answered_at = c.first_reply_at
  QUALIFY row_number() OVER (PARTITION BY t.conversation ORDER BY t.turn) = 1`),
  twin: { table: 'intervals', over: ['first_sum_ms'], under: ['first_n'] },
}
