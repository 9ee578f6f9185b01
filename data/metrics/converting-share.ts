import { atClose, flag, known } from './facts.ts'
import { ratio } from './metric.ts'

export const convertingShare = ratio({
  id: 'convertingShare',
  label: 'Converting share',
  unit: 'share',
  sentence: 'Of the closed conversations, the share that earned at least a part of a conversion.',
  ...atClose,
  over: flag('conversation IN (SELECT c.conversation FROM credits c)'),
  without: 'closed conversation',
  ...{ value: known, unless: 'nothing known of conversions' },
})
