import { queueing } from './facts.ts'
import { rate } from './metric.ts'

export const queueInflow = rate({
  id: 'queueInflow',
  label: 'Queue inflow',
  unit: 'per h',
  sentence: 'Queue stays begun an hour.',
  ...queueing,
  at: 'started_at',
  interval: 'start',
})
