import { during } from './facts.ts'
import { sum } from './metric.ts'

export const awayTotal = sum({
  id: 'awayTotal',
  label: 'Time away in all',
  unit: 'ms',
  sentence: 'Time away or back soon.',
  ...during("IN ('away', 'backSoon')"),
})
