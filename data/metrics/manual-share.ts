import { atOutcome, flag } from './facts.ts'
import { ratio } from './metric.ts'

export const manualShare = ratio({
  id: 'manualShare',
  label: 'Manual targets',
  unit: 'share',
  sentence: 'Of the turns with an outcome, the share whose due an agent had set.',
  ...atOutcome,
  over: flag("coalesce(due_by = 'manual', false)"),
  without: 'outcome',
})
