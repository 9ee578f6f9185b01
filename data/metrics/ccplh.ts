import { closed } from './closed.ts'
import { loggedInTime } from './logged-in-time.ts'
import { quotient } from './metric.ts'

export const ccplh = quotient({
  id: 'ccplh',
  label: 'Closed per logged-in hour',
  unit: 'per h',
  sentence: 'Conversations closed for each hour logged in; it rewards early closing.',
  interval: 'end',
  countedFor: 'last agent',
  over: closed,
  under: loggedInTime,
  scale: 3_600_000,
})
