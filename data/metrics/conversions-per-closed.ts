import { closed } from './closed.ts'
import { conversions } from './conversions.ts'
import { quotient } from './metric.ts'

export const conversionsPerClosed = quotient({
  id: 'conversionsPerClosed',
  label: 'Conversions per closed conversation',
  unit: 'share',
  sentence: 'Conversions of closed conversations; it can exceed 1.',
  interval: 'end',
  countedFor: 'credited agent and its skill; closed: last agent',
  over: conversions,
  under: closed,
})
