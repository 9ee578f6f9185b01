import { questionKinds, surveyEndNames } from '../../core/index.ts'
import { number, place, queue, text, word } from '../schema.ts'
import * as words from './words.ts'
import { count, instant, key, span } from './words.ts'

/** What consumers say afterwards, and what becomes of it. */
export const surveys = {
  conversation: key,
  skill: queue('Last skill'),
  agent: place('Last assigned agent'),
  from_at: instant('Offered'),
  to_at: instant('Ended; null while it is on'),
  end: word(surveyEndNames, 'How it ended'),
  closed_at: instant('End of the conversation: a survey is counted there'),
  answers: count('Valid answers', 'answers'),
} as const

export const survey_answers = {
  conversation: key,
  at: instant('Answered'),
  closed_at: instant('End of the conversation: an answer is counted there'),
  skill: queue('Last skill'),
  agent: place('Last assigned agent'),
  question: number('', 'Which question, from 0'),
  kind: word(questionKinds, 'What it asks'),
  answer: word(words.answers, 'How the answer went'),
  value: number('score', 'The score; 0 where there is none'),
  after_ms: span('Asked → answered'),
} as const

/** Browsing and what came of it; filled by attribution. */
export const visits = {
  visit: number('', 'The visit'),
  consumer: number('', 'Whose, identities merged'),
  from_at: instant('Start'),
  to_at: instant('End'),
  is_control: number('0 or 1', 'In the control group: exposed to nothing'),
} as const

export const engagement = {
  visit: number('', 'The visit; null where none is known'),
  consumer: number('', 'Whose, identities merged'),
  at: instant('When'),
  kind: word(words.engagementKinds, 'Type of the record'),
  reference: text('Order, lead or service id'),
  status: number('', 'Status of a service'),
  amount: number('minor units', 'Total or value'),
  currency: text('Currency of the amount', 'ISO 4217'),
} as const

export const conversions = {
  conversion: number('', 'The conversion'),
  visit: number('', 'The visit'),
  consumer: number('', 'Whose, identities merged'),
  at: instant('When'),
  kind: word(words.conversionKinds, 'Of which goal'),
  amount: number('minor units', 'Total or value; null without'),
  currency: text('Currency of the amount', 'ISO 4217'),
  is_duplicate: number('0 or 1', 'Reported before in the same visit: flagged, not counted'),
  is_control: number('0 or 1', 'By a visitor of the control group'),
} as const

export const credits = {
  conversion: number('', 'The conversion'),
  model: text('Model of attribution'),
  days: number('days', 'Look-back'),
  interaction: word(words.interactions, 'What is credited'),
  conversation: number('', 'The conversation; null for an exposure'),
  skill: queue('Credited skill'),
  agent: place('Credited agent'),
  at: instant('The interaction that earned it'),
  amount: number('minor units', 'Share of the amount; the shares sum exactly to it'),
  share: number('0…1', 'Share of the conversion'),
  is_in_session: number('0 or 1', 'Within the same visit'),
} as const
