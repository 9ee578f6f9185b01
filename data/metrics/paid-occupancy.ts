import { activeTime } from './active-time.ts'
import { quotient } from './metric.ts'
import { paidHours } from './paid-hours.ts'

export const paidOccupancy = quotient({
  id: 'paidOccupancy',
  label: 'Paid occupancy',
  unit: 'share',
  sentence: 'Active time of the shift time.',
  interval: 'split',
  countedFor: 'agent',
  over: activeTime,
  under: paidHours,
  scale: 1 / 3_600_000,
})
