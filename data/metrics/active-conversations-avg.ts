import { during, online } from './facts.ts'
import { ratio } from './metric.ts'

export const activeConversationsAvg = ratio({
  id: 'activeConversationsAvg',
  label: 'Active at once',
  unit: 'conversations',
  sentence: 'Active and cooling conversations that an online agent holds at once.',
  ...during(online),
  over: 'active',
  without: 'time online',
})
