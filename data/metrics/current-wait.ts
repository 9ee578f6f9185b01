import { queueing } from './facts.ts'
import { age } from './metric.ts'

export const currentWait = age({
  id: 'currentWait',
  label: 'Waiting now',
  unit: 'ms',
  sentence: 'How long those in the queue at the end of the range have waited.',
  interval: 'now',
  ...queueing,
  over: 'started_at',
})
