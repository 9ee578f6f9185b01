import { atClose } from './facts.ts'
import { dist } from './metric.ts'

export const duration = dist({
  id: 'duration',
  label: 'Duration',
  unit: 'ms',
  sentence: 'From opening to close, survey excluded; it says nothing about effort.',
  ...atClose,
  over: 'closed_at - opened_at',
})
