import { surveyed } from './facts.ts'
import { count } from './metric.ts'

export const surveysOffered = count({
  id: 'surveysOffered',
  label: 'Surveys offered',
  unit: 'surveys',
  sentence: 'Surveys offered, counted at the end of the conversation.',
  ...surveyed,
})
