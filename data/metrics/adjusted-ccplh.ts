import { agentLoad } from './agent-load.ts'
import { ccplh } from './ccplh.ts'
import { resolutionRate } from './resolution-rate.ts'
import { quotient } from './metric.ts'

export const adjustedCcplh = quotient({
  id: 'adjustedCcplh',
  label: 'Closed per logged-in hour, adjusted',
  unit: 'per h',
  sentence:
    'Closed per logged-in hour times resolution by load: for comparison with LivePerson only.',
  interval: 'end',
  countedFor: 'last agent',
  over: ccplh,
  under: quotient({
    ...{ id: 'loadPerResolution', label: 'Load', unit: 'share' },
    ...{ sentence: 'Load for each resolution.', interval: 'end', countedFor: 'agent' },
    over: agentLoad,
    under: resolutionRate,
  }),
})
