import { held } from './facts.ts'
import { dist } from './metric.ts'

export const agentSegmentDuration = dist({
  id: 'agentSegmentDuration',
  label: 'Agent segment duration',
  unit: 'ms',
  sentence: 'How long an agent held a conversation.',
  ...held('s.ended_at'),
  over: 's.ended_at - s.started_at',
})
