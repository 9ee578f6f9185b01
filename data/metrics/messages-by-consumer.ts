import { count } from './metric.ts'

export const messagesByConsumer = count({
  id: 'messagesByConsumer',
  label: 'Messages of consumers',
  unit: 'messages',
  sentence: 'Messages of consumers; bursts inflate it, so plan with turns.',
  interval: 'end',
  countedFor: 'skill',
  from: 'messages',
  where: "author = 'consumer'",
  at: '"at"',
  skill: 'skill',
  conversation: 'conversation',
})
