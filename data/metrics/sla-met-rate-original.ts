import { atOutcome, flag } from './facts.ts'
import { ratio } from './metric.ts'

export const slaMetRateOriginal = ratio({
  id: 'slaMetRateOriginal',
  label: 'Response SLA, dues unmoved',
  unit: 'share',
  sentence: 'The response SLA had nobody set a due; a gap to it is moved dues, not service.',
  ...atOutcome,
  where: `${atOutcome.where} AND target_due_at IS NOT NULL`,
  over: flag('coalesce(answered_at <= target_due_at, false)'),
  without: 'outcome',
})
