import { count } from './metric.ts'

export const refusals = count({
  id: 'refusals',
  label: 'Refusals',
  unit: 'events',
  sentence: 'What the router was told and could not apply, such as a close of what is closed.',
  interval: 'end',
  countedFor: 'none',
  from: 'decisions',
  at: '"at"',
  where: "kind = 'refused'",
  part: 'why',
})
