import { number, text, word } from '../schema.ts'
import { count, findingKinds, instant } from './words.ts'

/** What an import could not use, and what is odd in what it used. */
export const rejects = {
  row: number('', 'Row of the file, from 1, its header not counted; null if it is only a line'),
  line: number('', 'Line of the file, from 1; null if only the row is known'),
  reason: text('Why it was kept aside'),
  raw: text('What it said'),
} as const

export const findings = {
  kind: word(findingKinds, 'What kind of oddity'),
  rows: count('How many rows', 'rows'),
  from_at: instant('First of them'),
  to_at: instant('Last of them'),
  detail: text('What it is, in a sentence'),
} as const
