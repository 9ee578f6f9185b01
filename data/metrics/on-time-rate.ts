import { flag, replying } from './facts.ts'
import { ratio } from './metric.ts'

export const onTimeRate = ratio({
  id: 'onTimeRate',
  label: 'On-time replies',
  unit: 'share',
  sentence:
    'Replies at or before the due of the replies that had one; it forgets what is still unanswered.',
  ...replying('due_at IS NOT NULL'),
  over: flag('answered_at <= due_at'),
  without: 'reply with a due',
})
