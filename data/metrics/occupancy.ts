import { activeTime } from './active-time.ts'
import { timeOnline } from './time-online.ts'
import { quotient } from './metric.ts'

export const occupancy = quotient({
  id: 'occupancy',
  label: 'Occupancy',
  unit: 'share',
  sentence: 'Active time of the time online; at full capacity it may be a fifth.',
  interval: 'split',
  countedFor: 'agent',
  over: activeTime,
  under: timeOnline,
})
