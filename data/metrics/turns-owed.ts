import { owed } from './facts.ts'
import { level } from './metric.ts'

export const turnsOwed = level({
  id: 'turnsOwed',
  label: 'Owed',
  unit: 'turns',
  sentence: 'Turns owed an answer at the end of the range.',
  ...owed,
})
