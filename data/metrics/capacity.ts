import { during, online } from './facts.ts'
import { meanOverTime } from './metric.ts'

export const capacity = meanOverTime({
  id: 'capacity',
  label: 'Capacity',
  unit: 'slots',
  sentence: 'Slots that online agents have, averaged over time.',
  ...during(online),
  over: 'a.max_slots',
})
