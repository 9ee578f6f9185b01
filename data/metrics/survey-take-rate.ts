import { flag, surveyed } from './facts.ts'
import { ratio } from './metric.ts'

export const surveyTakeRate = ratio({
  id: 'surveyTakeRate',
  label: 'Survey take rate',
  unit: 'share',
  sentence: 'Surveys with a valid answer of those offered.',
  ...surveyed,
  over: flag('answers > 0'),
  without: 'survey offered',
})
