import { moving } from './facts.ts'
import { count } from './metric.ts'

export const takeovers = count({
  id: 'takeovers',
  label: 'Taken over',
  unit: 'events',
  sentence: 'Conversations taken over, by who lost them.',
  ...moving('takenOver'),
  countedFor: 'agent who lost it',
})
