import { lookedFor } from './facts.ts'
import { meanOverTime } from './metric.ts'

export const queueActionableByTarget = meanOverTime({
  id: 'queueActionableByTarget',
  label: 'In queue, with a manual target',
  unit: 'conversations',
  sentence: 'Those in the queue for which an agent set a target that stands; reasons overlap.',
  ...lookedFor('manualTarget'),
})
