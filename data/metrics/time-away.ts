import { during } from './facts.ts'
import { sum } from './metric.ts'

export const timeAway = sum({
  id: 'timeAway',
  label: 'Time away',
  unit: 'ms',
  sentence: 'Time away, “back soon” left out.',
  ...during("= 'away'"),
})
