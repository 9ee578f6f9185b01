import { lookedFor } from './facts.ts'
import { meanOverTime } from './metric.ts'

export const queueActionableByRequeue = meanOverTime({
  id: 'queueActionableByRequeue',
  label: 'In queue, come back',
  unit: 'conversations',
  sentence: 'Those in the queue that were returned or transferred to it; reasons overlap.',
  ...lookedFor('requeued'),
})
