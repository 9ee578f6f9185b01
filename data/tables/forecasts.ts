import { number, queue } from '../schema.ts'
import { count, instant } from './words.ts'

/** What was foreseen, frozen when it was: later snapshots stand beside earlier ones. */
export const forecasts = {
  made_at: instant('When it was frozen'),
  from_at: instant('Start of the interval'),
  to_at: instant('Its end, exclusive'),
  skill: queue('Skill'),
  expected: count('Conversations that consumers open under it', 'conversations'),
  low50: number('conversations', 'Lower end of the band that half of all intervals lie in'),
  high50: number('conversations', 'Its upper end'),
  low90: number('conversations', 'Lower end of the band that nine in ten intervals lie in'),
  high90: number('conversations', 'Its upper end'),
} as const
