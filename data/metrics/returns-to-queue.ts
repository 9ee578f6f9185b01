import { moving } from './facts.ts'
import { count } from './metric.ts'

export const returnsToQueue = count({
  id: 'returnsToQueue',
  label: 'Returns to the queue',
  unit: 'events',
  sentence: 'Conversations that their agent sent back.',
  ...moving('returned'),
})
