import { replying } from './facts.ts'
import { dist } from './metric.ts'

export const responseTime = dist({
  id: 'responseTime',
  label: 'Response time',
  unit: 'ms',
  sentence:
    'From the first unanswered message of the consumer to the reply, queue and transfers included; every reply counts, not only the first.',
  ...replying('response_ms IS NOT NULL'),
  over: 'response_ms',
  twin: { table: 'intervals', over: ['response_sum_ms'], under: ['response_n'] },
})
