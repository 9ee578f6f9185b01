import { atOpen } from './facts.ts'
import { count } from './metric.ts'

export const opened = count({
  id: 'opened',
  label: 'Opened',
  unit: 'conversations',
  sentence: 'Conversations opened.',
  ...atOpen,
  part: 'opened_by',
  twin: { table: 'intervals', over: ['opened'], under: null },
})
