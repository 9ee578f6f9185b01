import { atWork } from './facts.ts'
import { meanOverTime } from './metric.ts'

export const carriedLoad = meanOverTime({
  id: 'carriedLoad',
  label: 'Worked load',
  unit: 'erlang',
  sentence: 'Work done: active time of the covered time.',
  ...atWork,
})
