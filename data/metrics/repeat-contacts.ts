import { closing, gapPart, withNext } from './facts.ts'
import { count } from './metric.ts'

export const repeatContacts = count({
  id: 'repeatContacts',
  label: 'Repeat contacts',
  unit: 'conversations',
  sentence: 'Closed conversations whose consumer opened another within 30 days, by the gap.',
  ...closing('gap_ms <= 2592000000'),
  from: withNext,
  part: gapPart,
})
