import { moving } from './facts.ts'
import { handled } from './handled.ts'
import { count, quotient } from './metric.ts'

export const transferRate = quotient({
  id: 'transferRate',
  label: 'Transfer rate',
  unit: 'share',
  sentence: 'Transfers to a skill or an agent and returns, for each conversation handled.',
  interval: 'end',
  countedFor: 'mover',
  over: count({
    ...{ id: 'transfers', label: 'Transfers', unit: 'events', sentence: 'Moves by agents.' },
    ...moving('skill'),
    from: 'moves JOIN agents a USING (agent)',
    where: "moves.kind IN ('skill', 'agent', 'returned') AND a.kind = 'human'",
  }),
  under: handled,
})
