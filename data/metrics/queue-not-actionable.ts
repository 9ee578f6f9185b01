import { waitingFor } from './facts.ts'
import { meanOverTime } from './metric.ts'

export const queueNotActionable = meanOverTime({
  id: 'queueNotActionable',
  label: 'In queue, not actionable',
  unit: 'conversations',
  sentence: 'Those that wait for their consumer.',
  ...waitingFor("= 'notActionable'"),
})
