import { turning } from './facts.ts'
import { count } from './metric.ts'

export const turnsOpened = count({
  id: 'turnsOpened',
  label: 'Turns opened',
  unit: 'turns',
  sentence: 'Turns opened, those of a transfer included.',
  ...turning,
  twin: { table: 'intervals', over: ['turns_opened'], under: null },
})
