import { ratio } from './metric.ts'

export const botQualityScore = ratio({
  id: 'botQualityScore',
  label: 'Bot quality score (imported)',
  unit: 'score',
  sentence: 'A supplier’s scores of bots’ conversations, 1 to 3, averaged.',
  interval: 'end',
  countedFor: 'bot',
  from: 'bot_scores',
  at: '"at"',
  skill: 'skill',
  agent: 'agent',
  over: 'score',
  without: 'score received',
})
