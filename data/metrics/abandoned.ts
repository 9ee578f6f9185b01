import { closing, isAbandoned } from './facts.ts'
import { count } from './metric.ts'

export const abandoned = count({
  id: 'abandoned',
  label: 'Abandoned',
  unit: 'conversations',
  sentence:
    'Opened by the consumer and closed after a message of theirs without any of an agent or bot.',
  ...closing(isAbandoned),
})
