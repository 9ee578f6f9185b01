import { held } from './facts.ts'
import { distinct } from './metric.ts'

export const assigned = distinct({
  id: 'assigned',
  label: 'Assigned',
  unit: 'conversations',
  sentence: 'Conversations that a human agent was given.',
  ...held('s.started_at'),
  over: 's.conversation',
})
