import { closed } from './closed.ts'
import { turnsAnswered } from './turns-answered.ts'
import { quotient } from './metric.ts'

export const repliesPerClosed = quotient({
  id: 'repliesPerClosed',
  label: 'Replies per closed',
  unit: 'turns',
  sentence: 'Turns answered for each conversation closed.',
  interval: 'end',
  countedFor: 'as parts',
  over: turnsAnswered,
  under: closed,
})
