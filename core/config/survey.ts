import { type Duration, hours } from '../units.ts'
import { fail, within } from './checks.ts'

/** What a question asks: the three scores at most once each. */
export const questionKinds = ['csat', 'nps', 'fcr', 'custom', 'text'] as const
export type QuestionKind = (typeof questionKinds)[number]

/** The questions after a conversation (§18). */
export interface SurveyConfig {
  readonly questions: readonly QuestionKind[]
  readonly timeout?: Duration
  /** Answers in a row that nobody understands end it. */
  readonly maxUnrecognised?: number
  readonly timeoutFrom?: 'start' | 'lastMessage'
}
/** A survey with nothing left open. */
export type Survey = Required<SurveyConfig>

/** Lowest and highest score of a question; null where an answer has none. */
export const scores: Readonly<Record<QuestionKind, readonly [number, number] | null>> = {
  csat: [1, 5],
  nps: [0, 10],
  fcr: [0, 1],
  custom: null,
  text: null,
}

/** @throws RangeError naming the skill, the value and the bound. */
export function makeSurvey(written: SurveyConfig | null | undefined, place: string): Survey | null {
  if (!written) return null
  const { maxUnrecognised = 3, questions, timeout = hours(1), timeoutFrom = 'start' } = written
  if (questions.length === 0) fail(`${place}: survey`, 'there is no question')
  for (const kind of questions)
    if (!questionKinds.includes(kind))
      fail(`${place}: survey.questions`, `"${kind}" is none of ${questionKinds.join(', ')}`)
  for (const kind of questionKinds)
    if (scores[kind] && questions.filter((one) => one === kind).length > 1)
      fail(`${place}: survey.questions`, `${kind} is asked more than once`)
  within(`${place}: survey.timeout`, timeout, 1, 86_400_000, 'ms')
  within(`${place}: survey.maxUnrecognised`, maxUnrecognised, 1, 1000, 'answers')
  if (timeoutFrom !== 'start' && timeoutFrom !== 'lastMessage')
    fail(`${place}: survey.timeoutFrom`, `"${String(timeoutFrom)}" is none of start, lastMessage`)
  return { questions, timeout, maxUnrecognised, timeoutFrom }
}
