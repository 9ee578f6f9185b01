import { count } from './metric.ts'

export const manualTargetsSet = count({
  id: 'manualTargetsSet',
  label: 'Manual targets set',
  unit: 'events',
  sentence: 'Times that an agent set the due of a conversation.',
  interval: 'end',
  countedFor: 'holder',
  from: 'dues',
  where: "target = 'manual'",
  at: '"at"',
  skill: 'skill',
  agent: 'agent',
  conversation: 'conversation',
})
