import {
  attributionModels,
  conversionDates,
  conversionFlags,
  goalKinds,
  recordSources,
  recordTypes,
} from '../../core/index.ts'
import { number, place, queue, text, word } from '../schema.ts'
import * as words from './words.ts'
import { instant, span } from './words.ts'

/** What consumers did beside their conversations, as it was told; identities are not merged here. */
export const consumers = {
  consumer: number('', 'The consumer: a whole number that is never reused'),
  id: text('The name that it came under'),
} as const

export const identities = {
  consumer: number('', 'A name of a consumer'),
  person: number('', 'The lowest of all names of the same person'),
} as const

export const visits = {
  visit: number('', 'The visit'),
  consumer: number('', 'Whose'),
  from_at: instant('Start'),
  to_at: instant('End; null where nobody told it'),
  is_control: number('0 or 1', 'In the control group: exposed to nothing'),
} as const

export const engagement = {
  entry: number('', 'The record'),
  visit: number('', 'The visit; null where none is known'),
  consumer: number('', 'Whose'),
  conversation: number('', 'Of which an agent submitted it as the outcome'),
  at: instant('When'),
  source: word(recordSources, 'Who sent it'),
  kind: word(recordTypes, 'Type of the record'),
  reference: text('Order, lead or service id'),
  topic: text('Topic of a lead or service'),
  status: number('', 'Status of a service'),
  amount: number('minor units', 'Total or value'),
  currency: text('Currency of the amount', 'ISO 4217'),
} as const

export const page_views = {
  entry: number('', 'The view'),
  visit: number('', 'The visit'),
  at: instant('When'),
  url: text('Of which page'),
} as const

export const exposures = {
  entry: number('', 'The exposure'),
  visit: number('', 'The visit'),
  at: instant('When'),
  content: text('What was shown'),
} as const

/** By which rules the next two tables were made; without a row nothing is known of conversions. */
export const attribution = {
  model: word(attributionModels, 'Who earns a conversion'),
  look_back: number('days', 'How long an interaction of another visit still earns one'),
  dated_to: word(conversionDates, 'To which instant credits are dated'),
  half_life_ms: span('Time decay: how much older a touch of half the weight is'),
  first_share: number('0…1', 'Position-based: share of the first touch'),
  last_share: number('0…1', 'Position-based: share of the last touch'),
  outcome_window_ms: span('How long after the close an agent may submit an outcome'),
  currency: text('Of amounts that name none, and of what is shown first', 'ISO 4217'),
  goals: text('What is to be reached, as JSON'),
} as const

export const conversions = {
  conversion: number('', 'The entry that reached a goal'),
  visit: number('', 'The visit'),
  consumer: number('', 'Whose, identities merged'),
  conversation: number('', 'Of which an agent submitted it as the outcome'),
  at: instant('When'),
  kind: word(goalKinds, 'Of which goal'),
  amount: number('minor units', 'Total or value; null without'),
  currency: text('Currency of the amount', 'ISO 4217'),
  flag: word(conversionFlags, 'Whether it counts, or why not'),
  is_assisted: number('0 or 1', 'An agent engaged its consumer before, within the look-back'),
  is_control: number('0 or 1', 'By a visitor of the control group'),
} as const

export const credits = {
  conversion: number('', 'The conversion'),
  interaction: word(words.interactions, 'What is credited'),
  conversation: number('', 'The conversation; null for an exposure'),
  segment: number('', 'Which stay with an agent of the conversation, from 0'),
  skill: queue('Credited skill'),
  agent: place('Credited agent'),
  at: instant('What it is dated to'),
  share: number('millionths', 'Of the conversion; those of one sum to a million'),
  amount: number('minor units', 'Of its amount; those of one conversion sum to it'),
  is_in_session: number('0 or 1', 'Within the same visit'),
} as const
