import { presenceNames } from '../../core/index.ts'
import { number, place, queue, word } from '../schema.ts'
import { count, instant, key } from './words.ts'

/** Agents’ time, by piece. */
export const agent_time = {
  agent: place('Place in the configuration'),
  from_at: instant('Start of the piece'),
  to_at: instant('Its end, exclusive'),
  presence: word(presenceNames, 'Throughout the piece'),
  used: number('thousandths of a slot', 'Σ weight of the conversations held'),
  held: count('Conversations held', 'conversations'),
  active: count('Of them active or cooling', 'conversations'),
  owed: count('Of them owed a reply', 'conversations'),
} as const

export const wake_ups = {
  conversation: key,
  at: instant('Inactive until then, active from then on'),
  skill: queue('Its skill'),
  agent: place('Holder'),
} as const
