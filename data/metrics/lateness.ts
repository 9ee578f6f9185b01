import { replying } from './facts.ts'
import { dist } from './metric.ts'

export const lateness = dist({
  id: 'lateness',
  label: 'Lateness',
  unit: 'ms',
  sentence: 'From the due to the reply, of missed turns that were answered later.',
  ...replying('answered_at > due_at'),
  over: 'answered_at - due_at',
})
