import { questionKinds, surveyEndNames } from '../../core/index.ts'
import { number, place, queue, word } from '../schema.ts'
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
  asked: count('Questions asked; one asked again counts again', 'questions'),
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
