import { atClose } from './facts.ts'
import { count } from './metric.ts'

export const closed = count({
  id: 'closed',
  label: 'Closed',
  unit: 'conversations',
  sentence: 'Conversations closed, by whomever.',
  ...atClose,
  part: 'close_cause',
  twin: { table: 'intervals', over: ['closed'], under: null },
})
