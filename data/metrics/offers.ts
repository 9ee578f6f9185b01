import { count } from './metric.ts'

export const offers = count({
  id: 'offers',
  label: 'Offers',
  unit: 'events',
  sentence: 'Proposals made to agents.',
  interval: 'start',
  countedFor: 'agent',
  from: 'offers',
  at: 'from_at',
  skill: 'skill',
  agent: 'agent',
  conversation: 'conversation',
})
