import { atReply } from './facts.ts'
import { dist } from './metric.ts'

export const botResponseTime = dist({
  id: 'botResponseTime',
  label: 'Bot response time',
  unit: 'ms',
  sentence: 'Response time of the turns that a bot answered; never merged with human.',
  ...atReply,
  where: "kind_of_agent = 'bot' AND response_ms IS NOT NULL",
  over: 'response_ms',
})
