import { during, flag, online } from './facts.ts'
import { ratio } from './metric.ts'

export const overfullShare = ratio({
  id: 'overfullShare',
  label: 'Over capacity',
  unit: 'share',
  sentence: 'Of the time online, the share with a load above 1.',
  ...during(online),
  over: flag('used > a.max_slots * 1000'),
  without: 'time online',
})
