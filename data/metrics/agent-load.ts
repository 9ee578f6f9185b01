import { during, online } from './facts.ts'
import { ratio } from './metric.ts'

export const agentLoad = ratio({
  id: 'agentLoad',
  label: 'Load',
  unit: 'share',
  sentence:
    'Slots in use of the slots that online agents have; above 1 when resting conversations wake. High load is not high occupancy.',
  ...during(online),
  over: 'used',
  under: 'a.max_slots * 1000',
  without: 'capacity online',
  twin: { table: 'agent_intervals', over: ['used_ms'], under: ['capacity_ms'] },
})
