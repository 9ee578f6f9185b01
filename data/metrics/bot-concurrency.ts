import { during, online } from './facts.ts'
import { ratio } from './metric.ts'

export const botConcurrency = ratio({
  id: 'botConcurrency',
  label: 'Bot concurrency',
  unit: 'conversations',
  sentence: 'Conversations that an online bot holds at once.',
  ...during(online, 'bot'),
  over: 'held',
  without: 'time online of bots',
})
