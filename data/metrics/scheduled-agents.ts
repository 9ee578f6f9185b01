import { onShift } from './facts.ts'
import { meanOverTime } from './metric.ts'

export const scheduledAgents = meanOverTime({
  id: 'scheduledAgents',
  label: 'Scheduled',
  unit: 'agents',
  sentence: 'Agents on shift, averaged over time.',
  ...onShift,
})
