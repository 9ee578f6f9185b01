import { loggedInTime } from './logged-in-time.ts'
import { quotient } from './metric.ts'
import { paidHours } from './paid-hours.ts'

export const conformance = quotient({
  id: 'conformance',
  label: 'Conformance',
  unit: 'share',
  sentence:
    'Logged-in time of the shift time, whenever it was: 100 % at the wrong hours is possible.',
  interval: 'split',
  countedFor: 'agent',
  over: loggedInTime,
  under: paidHours,
  scale: 1 / 3_600_000,
})
