import { flag } from './facts.ts'
import { ratio } from './metric.ts'

export const slaResolutionMetRate = ratio({
  id: 'slaResolutionMetRate',
  label: 'Resolution SLA',
  unit: 'share',
  sentence:
    'Of the conversations whose outcome is certain, the share closed within the resolution target of their skill; elapsed time.',
  interval: 'outcome',
  countedFor: 'last agent, last skill',
  from: `(
    SELECT c.*, closed_at - opened_at <= resolution_ms AS is_closed, opened_at + resolution_ms AS due,
      CASE WHEN is_closed THEN closed_at ELSE due END AS certain_at
    FROM conversations c JOIN skills s ON s.skill = c.skill
    WHERE resolution_ms IS NOT NULL)`,
  // A due beyond the end of the record has not passed.
  where: 'is_closed OR due < (SELECT ended_at FROM run)',
  at: 'certain_at',
  skill: 'skill',
  agent: 'agent',
  conversation: 'conversation',
  over: flag('coalesce(is_closed, false)'),
  without: 'outcome against a target',
})
