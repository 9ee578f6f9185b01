import { paidHours } from './paid-hours.ts'
import { timeOnline } from './time-online.ts'
import { quotient } from './metric.ts'

export const utilisation = quotient({
  id: 'utilisation',
  label: 'Utilisation',
  unit: 'share',
  sentence: 'Time online of the shift time.',
  interval: 'split',
  countedFor: 'agent',
  over: timeOnline,
  under: paidHours,
  scale: 1 / 3_600_000,
})
