import { closing, flag, isOver, withNext } from './facts.ts'
import { ratio } from './metric.ts'

export const resolutionRate = ratio({
  id: 'resolutionRate',
  label: 'Resolution',
  unit: 'share',
  sentence:
    'Closed conversations whose consumer did not come back within 3 days; a silent, unhappy one counts too.',
  ...closing(`consumer IS NOT NULL AND ${isOver(3)}`),
  from: withNext,
  over: flag('coalesce(gap_ms > 259200000, true)'),
  without: 'conversation closed whose window is over',
})
