import { answered, flag } from './facts.ts'
import { ratio } from './metric.ts'

export const csat = ratio({
  id: 'csat',
  label: 'Satisfaction',
  unit: 'share',
  sentence: 'Answers of 4 and 5 of the valid ones; not the mean.',
  ...answered('csat'),
  over: flag('value >= 4'),
  without: 'valid answer',
})
