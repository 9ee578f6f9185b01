import type { AccountConfig } from '../core/index.ts'

/** A small desk for the first day: no skills, so that every agent receives every conversation. */
export const firstAccount: AccountConfig = {
  skills: [],
  agents: ['Ana', 'Ben', 'Chloe', 'Dev'].map((id) => ({ id, skills: [] })),
  maxSlots: 4,
}

/** Why agents are away, beside being away (SEMANTICS.md §19): the journal has their places. */
export const awayReasons = ['Break', 'Lunch', 'Meeting', 'Training']
