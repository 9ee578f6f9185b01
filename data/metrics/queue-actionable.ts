import { waitingFor } from './facts.ts'
import { meanOverTime } from './metric.ts'

export const queueActionable = meanOverTime({
  id: 'queueActionable',
  label: 'In queue, actionable',
  unit: 'conversations',
  sentence: 'Those that are owed a reply or a first word.',
  ...waitingFor("IS DISTINCT FROM 'notActionable'"),
})
