import { distinct } from './metric.ts'

export const activeConsumers = distinct({
  id: 'activeConsumers',
  label: 'Active consumers',
  unit: 'consumers',
  sentence: 'Consumers who opened, wrote or closed.',
  interval: 'end',
  countedFor: 'none',
  from: `(
    SELECT consumer, opened_at AS seen_at FROM conversations WHERE opened_by = 'consumer'
    UNION ALL SELECT c.consumer, m."at" FROM messages m JOIN conversations c USING (conversation)
    WHERE m.author = 'consumer'
    UNION ALL SELECT consumer, closed_at FROM conversations WHERE close_cause = 'consumer')`,
  where: 'consumer IS NOT NULL',
  at: 'seen_at',
  over: 'consumer',
})
