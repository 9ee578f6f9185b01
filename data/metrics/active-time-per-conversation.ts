import { atClose, effort } from './facts.ts'
import { dist } from './metric.ts'

export const activeTimePerConversation = dist({
  id: 'activeTimePerConversation',
  label: 'Active time per conversation',
  unit: 'ms',
  sentence: 'Estimated effort of all replies of a closed conversation.',
  ...atClose,
  from: `conversations JOIN (${effort}) USING (conversation)`,
  over: 'total',
})
