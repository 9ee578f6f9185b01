import { owed } from './facts.ts'
import { level } from './metric.ts'

export const overdueTotal = level({
  id: 'overdueTotal',
  label: 'Overdue',
  unit: 'turns',
  sentence: 'Owed turns whose due has passed at the end of the range.',
  ...owed,
  where: 'due_at IS NOT NULL',
  start: 'greatest(due_at, opened_at)',
})
