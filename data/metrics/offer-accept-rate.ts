import { flag } from './facts.ts'
import { ratio } from './metric.ts'

export const offerAcceptRate = ratio({
  id: 'offerAcceptRate',
  label: 'Offers accepted',
  unit: 'share',
  sentence: 'Of the offers that ended, the share that was accepted.',
  interval: 'end',
  countedFor: 'agent',
  from: 'offers',
  where: 'to_at IS NOT NULL',
  at: 'to_at',
  over: flag('"end" = \'accepted\''),
  skill: 'skill',
  agent: 'agent',
  conversation: 'conversation',
  part: '"end"',
  without: 'offer ended',
})
