import { during, flag } from './facts.ts'
import { ratio } from './metric.ts'

export const awayRate = ratio({
  id: 'awayRate',
  label: 'Away share',
  unit: 'share',
  sentence: 'Time away or back soon of the time logged in.',
  ...during("<> 'offline'"),
  over: flag("t.presence IN ('away', 'backSoon')"),
  without: 'time logged in',
})
