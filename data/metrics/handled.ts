import { distinct } from './metric.ts'

export const handled = distinct({
  id: 'handled',
  label: 'Handled',
  unit: 'conversations',
  sentence:
    'Conversations in which a human agent wrote; days or agents add up to more than the total.',
  interval: 'end',
  countedFor: 'sender',
  from: 'messages m JOIN agents a ON a.agent = m.agent',
  where: "m.author = 'agent' AND a.kind = 'human'",
  at: 'm."at"',
  over: 'm.conversation',
  skill: 'm.skill',
  agent: 'm.agent',
  conversation: 'm.conversation',
})
