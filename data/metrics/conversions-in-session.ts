import { credited, known } from './facts.ts'
import { sum } from './metric.ts'

export const conversionsInSession = sum({
  id: 'conversionsInSession',
  label: 'Conversions in the visit itself',
  unit: 'conversions',
  sentence:
    'Of the conversions, what was earned by an interaction in the visit itself of the same person.',
  ...credited('c.is_in_session = 1'),
  over: 'c.share',
  value: (share) => known(`${share} / 1000000`),
})
