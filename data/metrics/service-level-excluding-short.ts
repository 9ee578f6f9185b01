import { flag, offered } from './facts.ts'
import { ratio } from './metric.ts'

export const serviceLevelExcludingShort = ratio({
  id: 'serviceLevelExcludingShort',
  label: 'Service level without short leavers',
  unit: 'share',
  sentence: 'Answered within T, without those who left within it.',
  ...offered,
  where: 'NOT is_left',
  over: flag('is_answered'),
})
