import { owed } from './facts.ts'
import { level } from './metric.ts'

export const soonOverdue = level({
  id: 'soonOverdue',
  label: 'Soon overdue',
  unit: 'turns',
  sentence: 'Owed turns whose due comes within five minutes.',
  ...owed,
  where: 'due_at IS NOT NULL',
  start: 'greatest(opened_at, due_at - 300000)',
  end: 'least(due_at, coalesce(answered_at, withdrawn_at, due_at))',
})
