import { replying } from './facts.ts'
import { dist } from './metric.ts'

export const firstResponseWait = dist({
  id: 'firstResponseWait',
  label: 'First response time',
  unit: 'ms',
  sentence: 'From the first message of the consumer to the first reply of a human.',
  ...replying('first_response_ms IS NOT NULL'),
  over: 'first_response_ms',
  twin: { table: 'intervals', over: ['first_sum_ms'], under: ['first_n'] },
})
