import { closing, effort } from './facts.ts'
import { dist } from './metric.ts'

export const residualActiveTime = dist({
  id: 'residualActiveTime',
  label: 'Active time after a hand-off',
  unit: 'ms',
  sentence:
    'Active time per conversation of those that a bot gave up; it rises when the bot takes the easy ones.',
  ...closing('bot_left_at IS NOT NULL'),
  from: `conversations JOIN (${effort}) USING (conversation)`,
  over: 'total',
})
