import { atClose, flag, isAbandoned } from './facts.ts'
import { ratio } from './metric.ts'

export const abandonRate = ratio({
  id: 'abandonRate',
  label: 'Abandon rate',
  unit: 'share',
  sentence: 'Of the closed conversations, the share that was abandoned.',
  ...atClose,
  over: flag(isAbandoned),
  without: 'conversation closed',
  twin: { table: 'intervals', over: ['abandoned'], under: ['closed'] },
})
