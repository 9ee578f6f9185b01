import { queueing } from './facts.ts'
import { meanOverTime } from './metric.ts'

export const queueUnassigned = meanOverTime({
  id: 'queueUnassigned',
  label: 'In queue',
  unit: 'conversations',
  sentence: 'Open conversations that nobody holds, averaged over time.',
  interval: 'split',
  ...queueing,
  twin: { table: 'intervals', over: ['queued_ms'], under: 'covered' },
})
