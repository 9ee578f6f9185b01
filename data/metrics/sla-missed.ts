import { atOutcome } from './facts.ts'
import { count } from './metric.ts'

export const slaMissed = count({
  id: 'slaMissed',
  label: 'Missed',
  unit: 'turns',
  sentence: 'Turns whose due passed while owed, or on which an agent or the system closed.',
  ...atOutcome,
  where: `${atOutcome.where} AND outcome = 'missed'`,
  countedFor: 'holder at the due',
})
