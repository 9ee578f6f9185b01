import { flag, offered } from './facts.ts'
import { ratio } from './metric.ts'

export const serviceLevelCredited = ratio({
  id: 'serviceLevelCredited',
  label: 'Service level, short leavers served',
  unit: 'share',
  sentence: 'Answered or left within T, of everyone offered.',
  ...offered,
  where: 'true',
  over: flag('is_answered OR is_left'),
})
