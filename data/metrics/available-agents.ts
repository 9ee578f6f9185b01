import { during, online } from './facts.ts'
import { meanOverTime } from './metric.ts'

export const availableAgents = meanOverTime({
  id: 'availableAgents',
  label: 'Available',
  unit: 'agents',
  sentence: 'Agents online, averaged over time.',
  ...during(online),
})
