import { atClose } from './facts.ts'
import { dist } from './metric.ts'

export const sessionTime = dist({
  id: 'sessionTime',
  label: 'Session time',
  unit: 'ms',
  sentence:
    'All agent segments of a closed conversation together; never a handle time for asynchronous work.',
  ...atClose,
  from: `conversations JOIN (
    SELECT conversation, sum(s.ended_at - s.started_at) AS total
    FROM segments s JOIN agents a ON a.agent = s.agent
    WHERE s.kind = 'agent' AND a.kind = 'human' AND s.ended_at IS NOT NULL
    GROUP BY conversation) USING (conversation)`,
  over: 'total',
})
