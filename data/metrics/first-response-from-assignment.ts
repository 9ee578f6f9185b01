import { held } from './facts.ts'
import { dist } from './metric.ts'

export const firstResponseFromAssignment = dist({
  id: 'firstResponseFromAssignment',
  label: 'First response in the segment',
  unit: 'ms',
  sentence:
    'From an assignment to the first message of that agent; takeovers and resumed conversations left out.',
  ...held('s.first_message_at', "s.start_reason NOT IN ('takenOver', 'resumed')"),
  over: 's.first_message_at - s.started_at',
  part: "CASE s.start_reason WHEN 'opened' THEN 'new' ELSE 'moved' END",
})
