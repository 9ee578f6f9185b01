import { held } from './facts.ts'
import { count } from './metric.ts'

export const agentSegments = count({
  id: 'agentSegments',
  label: 'Agent segments',
  unit: 'segments',
  sentence: 'Agent segments ended; running ones are not counted.',
  ...held('s.ended_at'),
})
