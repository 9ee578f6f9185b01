import { answered } from './facts.ts'
import { dist } from './metric.ts'

export const surveyTimeToAnswer = dist({
  id: 'surveyTimeToAnswer',
  label: 'Time to answer a question',
  unit: 'ms',
  sentence: 'From a question, or the answer before it, to a valid answer.',
  ...answered(),
  over: 'after_ms',
})
