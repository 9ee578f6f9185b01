import { moving } from './facts.ts'
import { count } from './metric.ts'

export const unassigns = count({
  id: 'unassigns',
  label: 'Unassigned without a reply',
  unit: 'events',
  sentence: 'Conversations taken from an agent who did not reply.',
  ...moving('unanswered'),
  countedFor: 'agent who lost it',
})
