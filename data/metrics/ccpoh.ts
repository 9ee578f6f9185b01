import { closed } from './closed.ts'
import { timeOnline } from './time-online.ts'
import { quotient } from './metric.ts'

export const ccpoh = quotient({
  id: 'ccpoh',
  label: 'Closed per online hour',
  unit: 'per h',
  sentence: 'Conversations closed for each hour online.',
  interval: 'end',
  countedFor: 'last agent',
  over: closed,
  under: timeOnline,
  scale: 3_600_000,
})
