import { beganWithBot, closing, flag, isContained, isOver, withNext } from './facts.ts'
import { ratio } from './metric.ts'

export const containmentKept = ratio({
  id: 'containmentKept',
  label: 'Contained and not back',
  unit: 'share',
  sentence: 'Of the contained ones, the share whose consumer did not come back within 3 days.',
  ...closing(`${beganWithBot} AND ${isContained} AND consumer IS NOT NULL AND ${isOver(3)}`),
  from: withNext,
  over: flag('coalesce(gap_ms > 259200000, true)'),
  without: 'contained conversation whose window is over',
})
