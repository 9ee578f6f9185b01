import { replying } from './facts.ts'
import { dist } from './metric.ts'

export const responseTimeOpenHours = dist({
  id: 'responseTimeOpenHours',
  label: 'Response time, open hours',
  unit: 'ms',
  sentence: 'The same, counting only the opening hours of the skill.',
  ...replying('open_hours_ms IS NOT NULL'),
  over: 'open_hours_ms',
})
