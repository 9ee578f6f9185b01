import { paidHours } from './paid-hours.ts'
import { timeOnline } from './time-online.ts'
import { quotient } from './metric.ts'

export const shrinkage = quotient({
  id: 'shrinkage',
  label: 'Shrinkage',
  unit: 'share',
  sentence: 'Of the shift time, what was not online.',
  interval: 'split',
  countedFor: 'agent',
  over: timeOnline,
  under: paidHours,
  scale: 1 / 3_600_000,
  value: (share) => `1 - ${share}`,
})
