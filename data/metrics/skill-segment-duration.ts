import { dist } from './metric.ts'

export const skillSegmentDuration = dist({
  id: 'skillSegmentDuration',
  label: 'Skill segment duration',
  unit: 'ms',
  sentence: 'How long a conversation was with a skill.',
  interval: 'end',
  countedFor: 'skill',
  from: 'segments',
  where: "kind = 'skill' AND ended_at IS NOT NULL",
  at: 'ended_at',
  over: 'ended_at - started_at',
  skill: 'skill',
  conversation: 'conversation',
})
