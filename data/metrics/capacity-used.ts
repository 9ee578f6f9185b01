import { during, online } from './facts.ts'
import { meanOverTime } from './metric.ts'

export const capacityUsed = meanOverTime({
  id: 'capacityUsed',
  label: 'Used',
  unit: 'slots',
  sentence: 'Slots in use of online agents, averaged over time.',
  ...during(online),
  over: 'used / 1000',
})
