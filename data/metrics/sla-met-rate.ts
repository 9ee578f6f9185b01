import { type Metric, ratio } from './metric.ts'

export const slaMetRate: Metric = {
  id: 'slaMetRate',
  label: 'Response SLA',
  unit: 'share',
  sentence:
    'Of the turns whose outcome is certain, the share answered by their due; a due that passes is missed, and so is a turn that an agent or the system closes on.',
  interval: 'outcome',
  countedFor: 'met: responder; missed: holder at the due',
  ...ratio(
    `
  SELECT outcome_at AS dated_at, outcome_skill AS skill, outcome_agent AS agent,
    (outcome = 'met')::INTEGER::DOUBLE AS over, 1.0 AS under
  FROM turns WHERE outcome IS NOT NULL`,
    'outcome',
  ),
  twin: { table: 'intervals', over: ['met'], under: ['met', 'missed'] },
}
