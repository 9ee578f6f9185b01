import { surveyed } from './facts.ts'
import { count } from './metric.ts'

export const surveysClosed = count({
  id: 'surveysClosed',
  label: 'Surveys ended',
  unit: 'surveys',
  sentence: 'Surveys that ended, by how.',
  ...surveyed,
  where: 'to_at IS NOT NULL',
  part: '"end"',
})
