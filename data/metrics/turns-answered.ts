import { count, type Metric } from './metric.ts'

export const turnsAnswered: Metric = {
  id: 'turnsAnswered',
  label: 'Turns answered',
  unit: 'turns',
  sentence: 'Turns that an agent answered, those opened by a transfer included.',
  interval: 'end',
  countedFor: 'responder and skill at the reply',
  ...count(`
  SELECT answered_at AS dated_at, skill, agent, 1.0 AS value
  FROM turns WHERE answered_at IS NOT NULL`),
  twin: { table: 'intervals', over: ['turns_answered'], under: null },
}
