import { held } from './facts.ts'
import { dist } from './metric.ts'

export const assignmentWaitAfterReturn = dist({
  id: 'assignmentWaitAfterReturn',
  label: 'Wait to assign after a return',
  unit: 'ms',
  sentence: 'From the queue entry by a return, or without a reply, to the assignment.',
  ...held('s.started_at', "s.start_reason IN ('returned', 'unassigned')"),
  over: 's.started_at - s.entered_at',
  interval: 'end',
  countedFor: 'receiving agent, skill of the queue',
})
