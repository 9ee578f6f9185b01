import { held } from './facts.ts'
import { count } from './metric.ts'

export const botClosed = count({
  id: 'botClosed',
  label: 'Closed with a bot',
  unit: 'conversations',
  sentence: 'Conversations closed while a bot held them, by whomever.',
  ...held('s.ended_at', "s.end_reason = 'closed'", 'bot'),
})
