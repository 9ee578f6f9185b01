import { handled } from './handled.ts'
import { loggedInTime } from './logged-in-time.ts'
import { quotient } from './metric.ts'

export const handledPerLoginHour = quotient({
  id: 'handledPerLoginHour',
  label: 'Handled per logged-in hour',
  unit: 'per h',
  sentence: 'Conversations handled for each hour logged in.',
  interval: 'end',
  countedFor: 'sender',
  over: handled,
  under: loggedInTime,
  scale: 3_600_000,
})
