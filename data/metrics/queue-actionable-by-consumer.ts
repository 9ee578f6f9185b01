import { lookedFor } from './facts.ts'
import { meanOverTime } from './metric.ts'

export const queueActionableByConsumer = meanOverTime({
  id: 'queueActionableByConsumer',
  label: 'In queue, the consumer wrote last',
  unit: 'conversations',
  sentence:
    'Those in the queue whose consumer wrote last, or waits for a first word; reasons overlap.',
  ...lookedFor('consumerLast'),
})
