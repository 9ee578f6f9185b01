import { botMoves } from './facts.ts'
import { count } from './metric.ts'

export const botEscalations = count({
  id: 'botEscalations',
  label: 'Bot escalations',
  unit: 'events',
  sentence: 'Conversations that a bot passed on to a skill or an agent.',
  ...botMoves("IN ('skill', 'agent', 'escalation')"),
})
