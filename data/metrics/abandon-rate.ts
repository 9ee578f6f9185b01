import { type Metric, ratio } from './metric.ts'

export const abandonRate: Metric = {
  id: 'abandonRate',
  label: 'Abandon rate',
  unit: 'share',
  sentence: 'Of the closed conversations, the share with a consumer message and no agent message.',
  interval: 'end',
  countedFor: 'last agent, last skill',
  ...ratio(
    `
  SELECT closed_at AS dated_at, skill, agent, 1.0 AS under,
    (consumer_messages > 0 AND agent_messages = 0)::INTEGER::DOUBLE AS over
  FROM conversations WHERE closed_at IS NOT NULL`,
    'conversation closed',
  ),
  twin: { table: 'intervals', over: ['abandoned'], under: ['closed'] },
}
