import { surveyed } from './facts.ts'
import { dist } from './metric.ts'

export const surveyAvailability = dist({
  id: 'surveyAvailability',
  label: 'Survey availability',
  unit: 'ms',
  sentence: 'From a survey’s offer to its end.',
  ...surveyed,
  where: 'to_at IS NOT NULL',
  over: 'to_at - from_at',
})
