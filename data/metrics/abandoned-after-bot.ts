import { closing } from './facts.ts'
import { count } from './metric.ts'

export const abandonedAfterBot = count({
  id: 'abandonedAfterBot',
  label: 'Abandoned after a bot',
  unit: 'conversations',
  sentence: 'Closed by the consumer after a bot gave it up, before a human wrote.',
  ...closing(
    "close_cause = 'consumer' AND bot_left_at IS NOT NULL AND agent_messages = bot_messages",
  ),
})
