import { count } from './metric.ts'

export const skillSegments = count({
  id: 'skillSegments',
  label: 'Skill segments',
  unit: 'segments',
  sentence: 'Skill segments ended; running ones are not counted.',
  interval: 'end',
  countedFor: 'skill',
  from: 'segments',
  where: "kind = 'skill' AND ended_at IS NOT NULL",
  at: 'ended_at',
  skill: 'skill',
  conversation: 'conversation',
})
