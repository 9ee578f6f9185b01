import { requiring, required } from './planning.ts'
import { meanOverTime } from './metric.ts'

export const requiredAgents = meanOverTime({
  id: 'requiredAgents',
  label: 'Required',
  unit: 'agents',
  sentence:
    'Agents required, averaged over time, as they were planned; where no number is enough there is none. Pool, then round once: rounding each queue up overstates.',
  ...requiring(required),
})
