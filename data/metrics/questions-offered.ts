import { surveyed } from './facts.ts'
import { sum } from './metric.ts'

export const questionsOffered = sum({
  id: 'questionsOffered',
  label: 'Questions asked',
  unit: 'questions',
  sentence: 'Questions of surveys that were asked; one asked again counts again.',
  ...surveyed,
  over: 'asked',
  value: (sql) => `CASE WHEN NOT EXISTS (FROM surveys WHERE asked IS NULL) THEN ${sql} END`,
  unless: 'it was not recorded what was asked',
})
