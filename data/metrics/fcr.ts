import { answered, flag } from './facts.ts'
import { ratio } from './metric.ts'

export const fcr = ratio({
  id: 'fcr',
  label: 'Resolved at first contact, as told',
  unit: 'share',
  sentence: '“Yes” of the valid answers.',
  ...answered('fcr'),
  over: flag('value = 1'),
  without: 'valid answer',
})
