import { credited, known } from './facts.ts'
import { sum } from './metric.ts'

export const conversions = sum({
  id: 'conversions',
  label: 'Conversions',
  unit: 'conversions',
  sentence:
    'Sales, leads and services credited by the run’s rules, dated to the interaction unless these say otherwise; shares of one sum to 1.',
  ...credited('true'),
  over: 'c.share',
  value: (share) => known(`${share} / 1000000`),
})
