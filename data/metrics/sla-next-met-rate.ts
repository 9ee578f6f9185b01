import { atOutcome, flag } from './facts.ts'
import { ratio } from './metric.ts'

export const slaNextMetRate = ratio({
  id: 'slaNextMetRate',
  label: 'Response SLA, later turns',
  unit: 'share',
  sentence: 'The response SLA of later turns.',
  ...atOutcome,
  where: `${atOutcome.where} AND turn > 0`,
  over: flag("outcome = 'met'"),
  without: 'outcome of a later turn',
})
