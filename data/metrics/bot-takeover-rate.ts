import { botMoves } from './facts.ts'
import { botAssigned } from './bot-assigned.ts'
import { count, quotient } from './metric.ts'

export const botTakeoverRate = quotient({
  id: 'botTakeoverRate',
  label: 'Taken over from bots',
  unit: 'share',
  sentence: 'Takeovers from a bot for each conversation assigned to one.',
  interval: 'end',
  countedFor: 'bot',
  over: count({
    ...{ id: 'botTakeovers', label: 'Takeovers from bots', unit: 'events' },
    ...{ sentence: 'Conversations taken over from a bot.' },
    ...botMoves("= 'takenOver'"),
  }),
  under: botAssigned,
})
