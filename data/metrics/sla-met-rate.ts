import { atOutcome, flag } from './facts.ts'
import { ratio } from './metric.ts'

export const slaMetRate = ratio({
  id: 'slaMetRate',
  label: 'Response SLA',
  unit: 'share',
  sentence:
    'Of the turns whose outcome is certain, the share answered by their due; a due that passes is missed, and so is a turn that an agent or the system closes on.',
  ...atOutcome,
  over: flag("outcome = 'met'"),
  without: 'outcome',
  twin: { table: 'intervals', over: ['met'], under: ['met', 'missed'] },
})
