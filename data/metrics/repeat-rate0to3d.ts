import { closing, flag, isOver, withNext } from './facts.ts'
import { ratio } from './metric.ts'

export const repeatRate0to3d = ratio({
  id: 'repeatRate0to3d',
  label: 'Repeat rate, 3 days',
  unit: 'share',
  sentence:
    'Closed conversations whose consumer came back within 3 days; unfinished windows are left out.',
  ...closing(`consumer IS NOT NULL AND ${isOver(3)}`),
  from: withNext,
  over: flag('coalesce(gap_ms <= 259200000, false)'),
  without: 'conversation closed whose window is over',
})
