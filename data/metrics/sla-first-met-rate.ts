import { atOutcome, flag } from './facts.ts'
import { ratio } from './metric.ts'

export const slaFirstMetRate = ratio({
  id: 'slaFirstMetRate',
  label: 'Response SLA, first turn',
  unit: 'share',
  sentence: 'The response SLA of first turns.',
  ...atOutcome,
  where: `${atOutcome.where} AND turn = 0`,
  over: flag("outcome = 'met'"),
  without: 'outcome of a first turn',
})
