import { held } from './facts.ts'
import { dist } from './metric.ts'

export const assignmentWait = dist({
  id: 'assignmentWait',
  label: 'Wait to assign',
  unit: 'ms',
  sentence: 'From opening to the first assignment; it leaves out those who were never assigned.',
  ...held('s.started_at', "s.after IS NULL AND c.opened_by = 'consumer'"),
  from: `segments s JOIN agents a ON a.agent = s.agent
    JOIN conversations c ON c.conversation = s.conversation`,
  over: 's.started_at - c.opened_at',
  interval: 'end',
  countedFor: 'receiving agent, skill of the queue',
  twin: { table: 'intervals', over: ['wait_sum_ms'], under: ['wait_n'] },
})
