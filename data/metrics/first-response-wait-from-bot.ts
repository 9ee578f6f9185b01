import { replying } from './facts.ts'
import { dist } from './metric.ts'

export const firstResponseWaitFromBot = dist({
  id: 'firstResponseWaitFromBot',
  label: 'First response time after a bot',
  unit: 'ms',
  sentence: 'From the moment a bot gave it up to the first reply of a human.',
  ...replying('from_bot_ms IS NOT NULL'),
  over: 'from_bot_ms',
})
