import { atWork } from './facts.ts'
import { sum } from './metric.ts'

export const activeTime = sum({
  id: 'activeTime',
  label: 'Active time',
  unit: 'ms',
  sentence:
    'Estimated effort: before each reply, since the turn, the assignment or the agent’s previous message in any conversation, at most ten minutes.',
  ...atWork,
})
