import { during } from './facts.ts'
import { sum } from './metric.ts'

export const timeBackSoon = sum({
  id: 'timeBackSoon',
  label: 'Time back soon',
  unit: 'ms',
  sentence: 'Time in “back soon”.',
  ...during("= 'backSoon'"),
})
