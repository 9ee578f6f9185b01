import { replying } from './facts.ts'
import { dist } from './metric.ts'

export const responseTimeFromAssignment = dist({
  id: 'responseTimeFromAssignment',
  label: 'Response time once assigned',
  unit: 'ms',
  sentence:
    'From the later of the turn’s start and the agent’s assignment to the reply: what the agent controls.',
  ...replying('response_ms IS NOT NULL'),
  over: 'answered_at - greatest(opened_at, coalesce(assigned_at, opened_at))',
})
