import { credited, ofCurrency } from './facts.ts'
import { ratio } from './metric.ts'

export const averageOrderValue = ratio({
  id: 'averageOrderValue',
  label: 'Average order value',
  unit: 'minor units',
  sentence: 'Credited amounts of sales in the account’s currency by credited sales.',
  ...credited(`v.kind = 'sale' AND ${ofCurrency}`),
  over: 'c.amount',
  under: 'c.share / 1000000.0',
  without: 'sale with an amount in the account’s currency',
})
