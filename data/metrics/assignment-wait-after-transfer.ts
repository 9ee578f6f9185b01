import { held } from './facts.ts'
import { dist } from './metric.ts'

export const assignmentWaitAfterTransfer = dist({
  id: 'assignmentWaitAfterTransfer',
  label: 'Wait to assign after a transfer',
  unit: 'ms',
  sentence: 'From the queue entry by a transfer to the assignment.',
  ...held('s.started_at', "s.start_reason IN ('transferred', 'suggested')"),
  over: 's.started_at - s.entered_at',
  interval: 'end',
  countedFor: 'receiving agent, skill of the queue',
})
