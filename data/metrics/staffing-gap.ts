import { planned, requiring, required } from './planning.ts'
import { meanOverTime } from './metric.ts'

export const staffingGap = meanOverTime({
  id: 'staffingGap',
  label: 'Gap',
  unit: 'agents',
  sentence: 'Agents on shift less those required, averaged over time; below 0 is short.',
  ...requiring(`${planned} UNION ALL SELECT from_at, to_at, skill, agent, -n FROM (${required})`),
})
