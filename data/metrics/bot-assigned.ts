import { held } from './facts.ts'
import { distinct } from './metric.ts'

export const botAssigned = distinct({
  id: 'botAssigned',
  label: 'Assigned to a bot',
  unit: 'conversations',
  sentence: 'Conversations that a bot was given.',
  ...held('s.started_at', 'true', 'bot'),
  over: 's.conversation',
  interval: 'end',
})
