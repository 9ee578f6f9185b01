import { count } from './metric.ts'

export const turnsWithdrawn = count({
  id: 'turnsWithdrawn',
  label: 'Turns withdrawn',
  unit: 'turns',
  sentence: 'Turns on which the conversation closed before anybody answered.',
  interval: 'end',
  countedFor: 'last skill',
  from: 'turns',
  where: 'withdrawn_at IS NOT NULL',
  at: 'withdrawn_at',
  skill: 'skill',
  conversation: 'conversation',
  part: 'kind',
})
