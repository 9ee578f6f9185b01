import { during, online } from './facts.ts'
import { ratio } from './metric.ts'

export const assignedConversationsAvg = ratio({
  id: 'assignedConversationsAvg',
  label: 'Assigned at once',
  unit: 'conversations',
  sentence: 'Conversations that an online agent holds at once.',
  ...during(online),
  over: 'held',
  without: 'time online',
})
