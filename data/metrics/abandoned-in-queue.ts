import { closing, isAbandoned } from './facts.ts'
import { count } from './metric.ts'

export const abandonedInQueue = count({
  id: 'abandonedInQueue',
  label: 'Abandoned in the queue',
  unit: 'conversations',
  sentence: 'The part that the consumer closed and nobody was ever assigned to.',
  ...closing(`${isAbandoned} AND close_cause = 'consumer' AND assigned_at IS NULL`),
})
