import { during, online } from './facts.ts'
import { meanOverTime } from './metric.ts'

export const availableAgents = meanOverTime({
  id: 'availableAgents',
  label: 'Available',
  unit: 'agents',
  sentence:
    'Agents online, averaged over time; by skill, one counts under each that the agent holds.',
  ...during(online),
  everySkill: true,
})
