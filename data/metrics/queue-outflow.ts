import { queueing } from './facts.ts'
import { rate } from './metric.ts'

export const queueOutflow = rate({
  id: 'queueOutflow',
  label: 'Queue outflow',
  unit: 'per h',
  sentence: 'Queue stays ended an hour.',
  ...queueing,
  where: "kind = 'queue' AND ended_at IS NOT NULL",
  at: 'ended_at',
  interval: 'end',
})
