import { botAssigned } from './bot-assigned.ts'
import { botEscalations } from './bot-escalations.ts'
import { quotient } from './metric.ts'

export const botEscalationRate = quotient({
  id: 'botEscalationRate',
  label: 'Bot escalation rate',
  unit: 'share',
  sentence: 'Escalations for each conversation assigned to a bot.',
  interval: 'end',
  countedFor: 'bot',
  over: botEscalations,
  under: botAssigned,
})
