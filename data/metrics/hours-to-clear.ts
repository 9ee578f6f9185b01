import { backlogHours } from './backlog-hours.ts'
import { spareAgents } from './planning.ts'
import { level, quotient } from './metric.ts'

export const hoursToClear = quotient({
  id: 'hoursToClear',
  label: 'Time to clear',
  unit: 'h',
  sentence:
    'Hours until the backlog is worked off: by those online at the end of the range, at the occupancy asked about, 85 %, beside the work that arrived in the hour before. No number where it grows.',
  interval: 'now',
  countedFor: 'skill',
  over: backlogHours,
  under: level({
    ...{ id: 'spareAgents', label: 'Agents to spare', unit: 'agents' },
    sentence: 'Online agents times occupancy, less the work that arrives.',
    ...spareAgents,
  }),
  value: (hours) => `CASE WHEN u.value > 0 THEN ${hours} END`,
  unless: 'the backlog grows',
})
