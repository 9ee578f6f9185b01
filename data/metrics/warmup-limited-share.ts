import { during, online } from './facts.ts'
import { ratio } from './metric.ts'

export const warmupLimitedShare = ratio({
  id: 'warmupLimitedShare',
  label: 'Warm-up limited',
  unit: 'share',
  sentence: 'Of the time online, the share in which the gate of a warm-up was closed.',
  ...during(online),
  over: 'is_gated',
  without: 'time online',
  unless: 'no warm-ups were recorded',
})
