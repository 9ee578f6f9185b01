import { count } from './metric.ts'

export const messagesByAgent = count({
  id: 'messagesByAgent',
  label: 'Messages of agents',
  unit: 'messages',
  sentence: 'Messages of human agents.',
  interval: 'end',
  countedFor: 'sender',
  from: 'messages m JOIN agents a ON a.agent = m.agent',
  where: "a.kind = 'human'",
  at: 'm."at"',
  skill: 'm.skill',
  agent: 'm.agent',
  conversation: 'm.conversation',
})
