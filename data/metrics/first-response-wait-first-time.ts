import { replying } from './facts.ts'
import { dist } from './metric.ts'

export const firstResponseWaitFirstTime = dist({
  id: 'firstResponseWaitFirstTime',
  label: 'First response time, first-ever',
  unit: 'ms',
  sentence: 'The same for the first conversation that a consumer is known to have had.',
  ...replying('t.first_response_ms IS NOT NULL AND c.is_first_ever = 1'),
  from: 'turns t JOIN conversations c ON c.conversation = t.conversation',
  over: 't.first_response_ms',
  skill: 't.skill',
  agent: 't.agent',
  conversation: 't.conversation',
})
