import { type Metric, splitRatio } from './metric.ts'

export const agentLoad: Metric = {
  id: 'agentLoad',
  label: 'Load',
  unit: 'share',
  sentence:
    'Slots in use of the slots that online agents have; above 1 when resting conversations wake. High load is not high occupancy.',
  interval: 'split',
  countedFor: 'agent',
  ...splitRatio(
    `
  SELECT t.from_at, t.to_at, NULL::INTEGER AS skill, t.agent,
    t.used AS over, a.max_slots * 1000 AS under
  FROM agent_time t JOIN agents a ON a.agent = t.agent
  WHERE t.presence = 'online'`,
    'capacity online',
  ),
  twin: { table: 'agent_intervals', over: ['used_ms'], under: ['capacity_ms'] },
}
