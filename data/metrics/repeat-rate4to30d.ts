import { closing, flag, isOver, withNext } from './facts.ts'
import { ratio } from './metric.ts'

export const repeatRate4to30d = ratio({
  id: 'repeatRate4to30d',
  label: 'Repeat rate, 4 to 30 days',
  unit: 'share',
  sentence: 'Closed conversations whose consumer came back after 3 and within 30 days.',
  ...closing(`consumer IS NOT NULL AND ${isOver(30)}`),
  from: withNext,
  over: flag('coalesce(gap_ms > 259200000 AND gap_ms <= 2592000000, false)'),
  without: 'conversation closed whose window is over',
})
