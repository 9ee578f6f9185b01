import { present, requiring, required } from './planning.ts'
import { meanOverTime } from './metric.ts'

export const staffingGapNet = meanOverTime({
  id: 'staffingGapNet',
  label: 'Gap, net of shrinkage',
  unit: 'agents',
  sentence:
    'Scheduled agents times 1 − shrinkage, which is those online, less those required, averaged over time; below 0 is short.',
  ...requiring(`${present} UNION ALL SELECT from_at, to_at, skill, agent, -n FROM (${required})`),
})
