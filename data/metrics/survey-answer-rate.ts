import { surveyed } from './facts.ts'
import { ratio } from './metric.ts'

export const surveyAnswerRate = ratio({
  id: 'surveyAnswerRate',
  label: 'Survey answer rate',
  unit: 'share',
  sentence: 'Valid answers of the questions asked.',
  ...surveyed,
  over: 'answers',
  under: 'asked',
  without: 'question asked',
})
