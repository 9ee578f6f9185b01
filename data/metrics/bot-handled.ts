import { distinct } from './metric.ts'

export const botHandled = distinct({
  id: 'botHandled',
  label: 'Handled by a bot',
  unit: 'conversations',
  sentence: 'Conversations in which a bot wrote or which it passed on.',
  interval: 'end',
  countedFor: 'bot',
  from: `(
    SELECT conversation, "at" AS seen_at, skill, agent FROM messages WHERE author = 'agent'
    UNION ALL SELECT conversation, "at", skill, agent FROM moves
    WHERE kind IN ('skill', 'agent', 'escalation')) m JOIN agents a ON a.agent = m.agent`,
  where: "a.kind = 'bot'",
  at: 'seen_at',
  over: 'm.conversation',
  skill: 'm.skill',
  agent: 'm.agent',
  conversation: 'm.conversation',
})
