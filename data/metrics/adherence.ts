import { onShift } from './facts.ts'
import { ratio } from './metric.ts'

export const adherence = ratio({
  id: 'adherence',
  label: 'Adherence',
  unit: 'share',
  sentence: 'Of the shift time, the share online during the shift.',
  ...onShift,
  from: `(
    SELECT agent, from_at, to_at, 0.0 AS kept, 1.0 AS planned FROM schedule
    UNION ALL
    SELECT t.agent, greatest(t.from_at, p.from_at), least(t.to_at, p.to_at), 1.0, 0.0
    FROM agent_time t JOIN schedule p ON p.agent = t.agent AND p.from_at < t.to_at
      AND p.to_at > t.from_at
    WHERE t.presence = 'online') p JOIN agents a ON a.agent = p.agent`,
  over: 'kept',
  under: 'planned',
  without: 'shift',
})
