import { during, flag, online } from './facts.ts'
import { ratio } from './metric.ts'

export const fullShare = ratio({
  id: 'fullShare',
  label: 'At capacity',
  unit: 'share',
  sentence: 'Of the time online, the share in which capacity refuses one more.',
  ...during(online),
  over: flag('room = 0'),
  without: 'time online',
  unless: 'no room was recorded',
})
