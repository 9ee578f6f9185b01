import { overdueIn } from './facts.ts'
import { level } from './metric.ts'

export const overdueQueue = level({
  id: 'overdueQueue',
  label: 'Overdue in the queue',
  unit: 'turns',
  sentence: 'The part of them that nobody holds.',
  ...overdueIn('queue'),
})
