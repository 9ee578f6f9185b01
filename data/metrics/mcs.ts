import { closing, flag } from './facts.ts'
import { ratio } from './metric.ts'

export const mcs = ratio({
  id: 'mcs',
  label: 'Connection score',
  unit: 'share',
  sentence: 'Share of scored conversations above 0 less the share below 0.',
  ...closing('score IS NOT NULL'),
  over: `${flag('score > 0')} - ${flag('score < 0')}`,
  without: 'scored conversation',
})
