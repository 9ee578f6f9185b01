import { closing } from './facts.ts'
import { sum } from './metric.ts'

export const silentAbandonments = sum({
  id: 'silentAbandonments',
  label: 'Silent abandonments (est.)',
  unit: 'conversations',
  sentence:
    'Closed conversations whose first reply of a human came later than the patience asked about, and whose consumer never wrote again: an estimate.',
  ...closing(`first_response_ms > $patience::DOUBLE AND NOT EXISTS (
    FROM messages m WHERE m.conversation = conversations.conversation AND m.author = 'consumer'
      AND m."at" > conversations.first_reply_at)`),
  parameters: { patience: null },
  value: (sql) => `CASE WHEN $patience::DOUBLE IS NOT NULL THEN ${sql} END`,
  unless: 'no patience is given',
})
