import { flag, offered } from './facts.ts'
import { ratio } from './metric.ts'

export const serviceLevelAnswered = ratio({
  id: 'serviceLevelAnswered',
  label: 'Service level, answered only',
  unit: 'share',
  sentence: 'Answered within T of those answered: survivors only.',
  ...offered,
  where: 'first_reply_at IS NOT NULL',
  at: 'first_reply_at',
  over: flag('is_answered'),
})
