import { ratio } from './metric.ts'

export const netHandleTime = ratio({
  id: 'netHandleTime',
  label: 'Net handle time (imported)',
  unit: 'ms',
  sentence:
    'A supplier’s estimates of the intervals that begin in the range, averaged as they were received: one of an hour says nothing of its quarters.',
  interval: 'start',
  countedFor: 'skill',
  from: 'handle_times',
  at: 'from_at',
  skill: 'skill',
  over: 'value_ms',
  without: 'estimate received',
})
