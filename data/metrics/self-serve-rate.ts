import { ratio } from './metric.ts'

export const selfServeRate = ratio({
  id: 'selfServeRate',
  label: 'Self-serve rate',
  unit: 'share',
  sentence:
    'Conversions of visitors of the control group by these visitors, each dated to the first such visit in the record.',
  ...{ interval: 'start', countedFor: 'nobody', at: 'dated' },
  from: `(
    SELECT "at" AS dated, 1.0 AS reached, 0.0 AS visitors FROM conversions
    WHERE is_control = 1 AND flag = 'counted'
    UNION ALL
    SELECT min(from_at), 0.0, 1.0 FROM visits LEFT JOIN identities USING (consumer)
    WHERE is_control = 1 GROUP BY coalesce(person, consumer))`,
  ...{ over: 'reached', under: 'visitors', without: 'visitor of a control group' },
})
