import { held } from './facts.ts'
import { count } from './metric.ts'

export const takeoversBy = count({
  id: 'takeoversBy',
  label: 'Takeovers',
  unit: 'events',
  sentence: 'Conversations taken over, by who took them.',
  ...held('s.started_at', "s.start_reason = 'takenOver'"),
})
