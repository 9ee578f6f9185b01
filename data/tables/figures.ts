import { number, place, queue, text } from '../schema.ts'
import { count, instant, span } from './words.ts'

/** Figures of others, stored as they were received. */
export const handle_times = {
  from_at: instant('Start of the interval'),
  to_at: instant('Its end, exclusive'),
  skill: queue('Skill; null for all'),
  value_ms: span('Net handle time of the interval, as a supplier estimated it'),
} as const

export const requirements = {
  from_at: instant('Start of the interval'),
  to_at: instant('Its end, exclusive'),
  skill: queue('Skill; null for a pool'),
  agents: count('Agents required; null where no number is enough', 'agents'),
  method: text('How it was found'),
  target: text('What they are to reach'),
  confidence: number('0…1', 'With which probability'),
  run_hash: text('Stands for the run that it comes from'),
} as const

export const bot_scores = {
  at: instant('End of the conversation'),
  agent: place('The bot'),
  skill: queue('Skill; null where none was told'),
  score: number('1…3', 'As a supplier scored it'),
} as const
