import { credited, known } from './facts.ts'
import { sum } from './metric.ts'

export const conversionsCrossSession = sum({
  id: 'conversionsCrossSession',
  label: 'Conversions in another visit',
  unit: 'conversions',
  sentence:
    'Of the conversions, what was earned by an interaction in another visit of the same person.',
  ...credited('c.is_in_session = 0'),
  over: 'c.share',
  value: (share) => known(`${share} / 1000000`),
})
