import { beganWithBot, closing, flag, isContained, withNext } from './facts.ts'
import { ratio } from './metric.ts'

export const containmentRate = ratio({
  id: 'containmentRate',
  label: 'Containment',
  unit: 'share',
  sentence:
    'Of the closed conversations that began with a bot, the share that no human held or wrote in; it includes people who gave up.',
  ...closing(beganWithBot),
  from: withNext,
  over: flag(isContained),
  without: 'conversation closed that began with a bot',
})
