import { answered, flag } from './facts.ts'
import { ratio } from './metric.ts'

export const nps = ratio({
  id: 'nps',
  label: 'Net promoter score',
  unit: 'points',
  sentence: 'Per cent of 9 and 10 less per cent of 0 to 6.',
  ...answered('nps'),
  over: `100 * (${flag('value >= 9')} - ${flag('value <= 6')})`,
  without: 'valid answer',
})
