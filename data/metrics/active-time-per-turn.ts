import { atReply } from './facts.ts'
import { dist } from './metric.ts'

export const activeTimePerTurn = dist({
  id: 'activeTimePerTurn',
  label: 'Active time per turn',
  unit: 'ms',
  sentence: 'Estimated effort of each reply.',
  ...atReply,
  over: 'effort_ms',
})
