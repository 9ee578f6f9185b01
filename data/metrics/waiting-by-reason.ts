import { waitingFor } from './facts.ts'
import { sum } from './metric.ts'

export const waitingByReason = sum({
  id: 'waitingByReason',
  label: 'Waiting by reason',
  unit: 'conversation·ms',
  sentence: 'Queue time by the nearest reason; the parts add up to it.',
  ...waitingFor('IS NOT DISTINCT FROM reason'),
  part: 'reason',
})
