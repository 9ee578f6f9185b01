import { held } from './facts.ts'
import { dist } from './metric.ts'

export const assignmentWaitFromBot = dist({
  id: 'assignmentWaitFromBot',
  label: 'Wait to assign after a bot',
  unit: 'ms',
  sentence: 'From the queue entry after a bot held it to the assignment.',
  ...held('s.started_at', "(SELECT kind FROM agents b WHERE b.agent = s.after) = 'bot'"),
  over: 's.started_at - s.entered_at',
  interval: 'end',
  countedFor: 'receiving agent, skill of the queue',
})
