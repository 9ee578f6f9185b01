import { overdueIn } from './facts.ts'
import { level } from './metric.ts'

export const overdueAssigned = level({
  id: 'overdueAssigned',
  label: 'Overdue, assigned',
  unit: 'turns',
  sentence: 'The part of them that an agent holds.',
  ...overdueIn('agent'),
  agent: 's.agent',
  countedFor: 'holder',
})
