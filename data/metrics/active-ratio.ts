import { during, online } from './facts.ts'
import { ratio } from './metric.ts'

export const activeRatio = ratio({
  id: 'activeRatio',
  label: 'Active share',
  unit: 'share',
  sentence: 'Active and cooling conversations of those assigned to online agents.',
  ...during(online),
  over: 'active',
  under: 'held',
  without: 'conversation held',
})
