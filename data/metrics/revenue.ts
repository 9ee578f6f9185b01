import { credited, known, ofCurrency } from './facts.ts'
import { sum } from './metric.ts'

export const revenue = sum({
  id: 'revenue',
  label: 'Revenue',
  unit: 'minor units',
  sentence:
    'Credited amounts in the account’s currency alone: nothing is converted. Report attribution has each of the others in a row of its own.',
  ...credited(ofCurrency),
  over: 'c.amount',
  value: known,
})
