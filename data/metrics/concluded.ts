import { held } from './facts.ts'
import { count } from './metric.ts'

export const concluded = count({
  id: 'concluded',
  label: 'Concluded',
  unit: 'segments',
  sentence: 'Agent segments that their agent ended, by a transfer or a close.',
  ...held(
    's.ended_at',
    `(s.end_reason IN ('transferred', 'suggested') OR s.end_reason = 'closed'
    AND (SELECT close_cause FROM conversations c WHERE c.conversation = s.conversation) = 'agent')`,
  ),
  countedFor: 'mover or closer',
})
