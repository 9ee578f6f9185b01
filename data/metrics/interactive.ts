import { closing } from './facts.ts'
import { count } from './metric.ts'

export const interactive = count({
  id: 'interactive',
  label: 'Interactive',
  unit: 'conversations',
  sentence: 'Closed conversations in which the consumer answered an agent.',
  ...closing('answers > 0'),
})
