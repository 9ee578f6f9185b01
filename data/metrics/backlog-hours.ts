import { backlog, hasEffort } from './planning.ts'
import { level } from './metric.ts'

export const backlogHours = level({
  id: 'backlogHours',
  label: 'Backlog',
  unit: 'h',
  sentence:
    'Agent hours of work in what is owed at the end of the range: each turn takes what one of its skill took on average in the seven days before the end, or one of any skill.',
  ...backlog,
  value: (sql) => `CASE WHEN ${hasEffort} THEN ${sql} END`,
  unless: 'nothing known of active time in those days',
})
