import { closing } from './facts.ts'
import { count } from './metric.ts'

export const abandonedInQueue = count({
  id: 'abandonedInQueue',
  label: 'Abandoned in the queue',
  unit: 'conversations',
  sentence:
    'Opened and closed by the consumer, and nobody was ever assigned to it or wrote, whether or not the consumer had: in calls nobody does.',
  ...closing(
    "opened_by = 'consumer' AND close_cause = 'consumer' AND assigned_at IS NULL AND agent_messages = 0",
  ),
})
