import { moving } from './facts.ts'
import { count } from './metric.ts'

export const transfersToSkill = count({
  id: 'transfersToSkill',
  label: 'Transfers to a skill',
  unit: 'events',
  sentence: 'Transfers to the queue of a skill.',
  ...moving('skill'),
})
