import { owed } from './facts.ts'
import { oldest } from './metric.ts'

export const oldestOwed = oldest({
  id: 'oldestOwed',
  label: 'Oldest owed',
  unit: 'ms',
  sentence: 'Age of the oldest turn that is owed an answer at the end of the range.',
  ...owed,
  over: 'opened_at',
})
