import { flag, offered } from './facts.ts'
import { ratio } from './metric.ts'

export const serviceLevel = ratio({
  id: 'serviceLevel',
  label: 'Service level, everyone',
  unit: 'share',
  sentence: 'Answered within T of everyone offered; every abandonment counts against it.',
  ...offered,
  where: 'true',
  over: flag('is_answered'),
})
