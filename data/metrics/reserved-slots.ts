import { meanOverTime } from './metric.ts'

export const reservedSlots = meanOverTime({
  id: 'reservedSlots',
  label: 'Reserved',
  unit: 'slots',
  sentence: 'Slots that offers keep free, averaged over time.',
  interval: 'split',
  countedFor: 'agent',
  from: 'offers',
  start: 'from_at',
  end: 'to_at',
  over: 'weight / 1000',
  agent: 'agent',
  skill: 'skill',
  conversation: 'conversation',
})
