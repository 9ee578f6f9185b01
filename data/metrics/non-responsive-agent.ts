import { held } from './facts.ts'
import { count } from './metric.ts'

export const nonResponsiveAgent = count({
  id: 'nonResponsiveAgent',
  label: 'No-reply segments',
  unit: 'segments',
  sentence:
    'Agent segments without a message of that agent, ended by a move or by a close of anybody but the consumer.',
  ...held(
    's.ended_at',
    `s.messages = 0 AND s.end_reason <> 'takenOver' AND (s.end_reason <> 'closed'
    OR (SELECT close_cause FROM conversations c WHERE c.conversation = s.conversation)
      <> 'consumer')`,
  ),
})
