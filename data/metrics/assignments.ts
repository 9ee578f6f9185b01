import { held } from './facts.ts'
import { count } from './metric.ts'

export const assignments = count({
  id: 'assignments',
  label: 'Assignments',
  unit: 'events',
  sentence: 'Times that a human agent was given a conversation.',
  ...held('s.started_at'),
  twin: { table: 'agent_intervals', over: ['assigned'], under: null },
})
