import { dist } from './metric.ts'

export const consumerResponseTime = dist({
  id: 'consumerResponseTime',
  label: 'Consumer response time',
  unit: 'ms',
  sentence: 'From the first message of a human agent’s run to the next message of the consumer.',
  interval: 'end',
  countedFor: 'skill',
  from: 'messages',
  where: 'gap_ms IS NOT NULL',
  at: '"at"',
  over: 'gap_ms',
  skill: 'skill',
  conversation: 'conversation',
})
