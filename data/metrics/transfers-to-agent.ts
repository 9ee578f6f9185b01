import { moving } from './facts.ts'
import { count } from './metric.ts'

export const transfersToAgent = count({
  id: 'transfersToAgent',
  label: 'Transfers to an agent',
  unit: 'events',
  sentence: 'Conversations that an agent gave to another.',
  ...moving('agent'),
})
