import { atReply } from './facts.ts'
import { count } from './metric.ts'

export const turnsAnswered = count({
  id: 'turnsAnswered',
  label: 'Turns answered',
  unit: 'turns',
  sentence: 'Turns that a human agent answered, those opened by a transfer included.',
  ...atReply,
  part: 'kind',
  twin: { table: 'intervals', over: ['turns_answered'], under: null },
})
