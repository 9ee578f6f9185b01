import { during } from './facts.ts'
import { sum } from './metric.ts'

export const loggedInTime = sum({
  id: 'loggedInTime',
  label: 'Logged-in time',
  unit: 'ms',
  sentence: 'Time in any presence but offline.',
  ...during("<> 'offline'"),
})
