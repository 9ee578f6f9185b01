import { count } from './metric.ts'

export const wakeUps = count({
  id: 'wakeUps',
  label: 'Wake-ups',
  unit: 'events',
  sentence: 'Conversations that went from inactive to active.',
  interval: 'end',
  countedFor: 'holder',
  from: 'wake_ups',
  at: '"at"',
  skill: 'skill',
  agent: 'agent',
  conversation: 'conversation',
})
