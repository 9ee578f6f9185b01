import { closing, isAbandoned } from './facts.ts'
import { count } from './metric.ts'

export const abandonedByConsumer = count({
  id: 'abandonedByConsumer',
  label: 'Abandoned by the consumer',
  unit: 'conversations',
  sentence: 'The part of the abandoned that the consumer closed.',
  ...closing(`${isAbandoned} AND close_cause = 'consumer'`),
})
