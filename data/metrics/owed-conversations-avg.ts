import { during, online } from './facts.ts'
import { ratio } from './metric.ts'

export const owedConversationsAvg = ratio({
  id: 'owedConversationsAvg',
  label: 'Owed at once',
  unit: 'conversations',
  sentence: 'Conversations owed a reply that an online agent holds at once.',
  ...during(online),
  over: 'owed',
  without: 'time online',
})
