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
  room: count('Of full weight, a slot each, that capacity would still accept', 'conversations'),
  is_gated: number('0 or 1', 'The gate of a warm-up is closed'),
} as const

/** What the capacity rule must hold. */
export const open_load = {
  skill: queue('Skill'),
  from_at: instant('Start of the piece'),
  to_at: instant('Its end, exclusive'),
  used: number('thousandths of a slot', 'Σ weight of what is open under it, assigned or waiting'),
} as const

export const wake_ups = {
  conversation: key,
  at: instant('Inactive until then, active from then on'),
  skill: queue('Its skill'),
  agent: place('Holder'),
} as const
