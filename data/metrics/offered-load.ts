import { atReply, turning } from './facts.ts'
import { quotient, rate, ratio } from './metric.ts'

export const offeredLoad = quotient({
  id: 'offeredLoad',
  label: 'Offered load',
  unit: 'erlang',
  sentence: 'Work that arrives: turns opened an hour times the mean active hours of a turn.',
  interval: 'start',
  countedFor: 'skill',
  over: rate({
    ...{ id: 'turnsPerHour', label: 'Turns an hour', unit: 'per h' },
    ...{ sentence: 'Turns opened an hour.' },
    ...turning,
  }),
  under: ratio({
    ...{ id: 'repliesPerActiveTime', label: 'Active time', unit: 'turns' },
    ...{ sentence: 'Replies for each millisecond of active time.' },
    ...atReply,
    under: 'effort_ms',
  }),
  scale: 1 / 3_600_000,
})
