import { count } from './metric.ts'

export const botConcluded = count({
  id: 'botConcluded',
  label: 'Concluded by a bot',
  unit: 'events',
  sentence: 'Escalations of bots, and conversations closed while a bot had them.',
  interval: 'end',
  countedFor: 'bot',
  from: `(
    SELECT m."at", m.skill, m.agent, m.conversation, 'escalated' AS part
    FROM moves m JOIN agents a ON a.agent = m.agent
    WHERE a.kind = 'bot' AND m.kind IN ('skill', 'agent', 'escalation')
    UNION ALL
    SELECT s.ended_at, s.skill, s.agent, s.conversation, 'closed'
    FROM segments s JOIN agents a ON a.agent = s.agent
    WHERE s.kind = 'agent' AND a.kind = 'bot' AND s.end_reason = 'closed')`,
  at: '"at"',
  skill: 'skill',
  agent: 'agent',
  conversation: 'conversation',
  part: 'part',
})
