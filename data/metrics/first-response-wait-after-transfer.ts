import { held } from './facts.ts'
import { dist } from './metric.ts'

export const firstResponseWaitAfterTransfer = dist({
  id: 'firstResponseWaitAfterTransfer',
  label: 'First response time after a transfer',
  unit: 'ms',
  sentence: 'From a transfer or takeover to the first message of the agent who received it.',
  ...held('s.first_message_at', "s.start_reason IN ('transferred', 'suggested', 'takenOver')"),
  over: 's.first_message_at - s.entered_at',
  countedFor: 'receiving agent',
})
