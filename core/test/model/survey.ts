import { Answer, type Cause, type RouterEvent, type SurveyEnd } from '../../index.ts'
import type { Conversation, Survey, World } from './world.ts'

type Event<Type extends RouterEvent['type']> = Extract<RouterEvent, { type: Type }>
type End = keyof typeof SurveyEnd
const LONGEST = 48 * 3_600_000

/** §18: after a close by agent or consumer, if somebody ever held it. */
export function openSurvey(
  w: World,
  c: Conversation,
  cause: keyof typeof Cause,
  { skipsSurvey }: { readonly skipsSurvey?: true },
): void {
  const { survey } = w.settings(c)
  if (survey === null || c.skill < 0 || c.lastHolder === null || skipsSurvey) return
  if (cause !== 'agent' && cause !== 'consumer') return
  const s: Survey = {
    ...{ key: c.key, agent: c.lastHolder.place, skill: c.skill, openedAt: w.now },
    ...{ rules: survey, answers: new Map(), unrecognised: 0, timeoutAt: Infinity },
  }
  s.timeoutAt = w.now + Math.min(survey.timeout, LONGEST)
  w.surveys.push(s)
  w.tell({ type: 'surveyOpened', conversation: s.key, agent: s.agent, skill: s.skill })
}

/** §18: what the consumer writes while a survey is open belongs to it. */
export function isOfSurvey(w: World, e: RouterEvent & { readonly conversation: number }): boolean {
  const s = w.surveys.find(({ key }) => key === e.conversation)
  if (!s || e.type !== 'consumer.wrote') return false
  restart(w, s)
  return true
}

/** §18: the timeout from the last message, if the survey asks for that. */
function restart(w: World, s: Survey): void {
  if (s.rules.timeoutFrom === 'lastMessage')
    s.timeoutAt = Math.min(w.now + s.rules.timeout, s.openedAt + LONGEST)
}

/** §18: an answer to one question; the survey ends with the last, or when nothing is understood. */
export function answered(w: World, e: Event<'survey.answered'>): string | undefined {
  const s = w.surveys.find(({ key }) => key === e.conversation)
  if (!s) return 'noSurvey'
  if (!(e.question in s.rules.questions) || s.answers.has(e.question)) return 'unknownQuestion'
  restart(w, s)
  if (e.answer === Answer.unrecognised || isOutOfBounds(s, e)) {
    s.unrecognised++
    if (s.unrecognised >= s.rules.maxUnrecognised) end(w, s, 'unrecognised')
    return undefined
  }
  s.unrecognised = 0
  s.answers.set(e.question, e.answer)
  if (s.answers.size === s.rules.questions.length) end(w, s, outcome(s))
  return undefined
}

/** §18: CSAT 1–5, NPS 0–10, FCR yes or no. */
function isOutOfBounds(s: Survey, e: Event<'survey.answered'>): boolean {
  const bounds: Readonly<Record<string, readonly [number, number]>> = {
    ...{ csat: [1, 5], nps: [0, 10], fcr: [0, 1] },
  }
  const [low, high] = bounds[s.rules.questions[e.question]] ?? [-Infinity, Infinity]
  const isScore = Number.isInteger(e.value) && e.value >= low && e.value <= high
  return e.answer === Answer.valid && low > -Infinity && !isScore
}

const valid = (s: Survey) => [...s.answers.values()].filter((one) => one === Answer.valid).length

/** When every question has been dealt with. */
function outcome(s: Survey): End {
  if (valid(s) === 0) return 'skipped'
  return valid(s) === s.rules.questions.length ? 'completed' : 'partialSkipped'
}

/** §18: the consumer, or its channel, ends it. */
export function endSurvey(w: World, e: Event<'survey.ended'>): string | undefined {
  const s = w.surveys.find(({ key }) => key === e.conversation)
  if (!s) return 'noSurvey'
  const ends: Readonly<Record<typeof e.by, End>> = {
    consumer: 'closedByConsumer',
    skipped: valid(s) > 0 ? 'partialSkipped' : 'skipped',
    notSupported: 'notSupported',
    error: 'error',
  }
  end(w, s, ends[e.by])
  return undefined
}

/** §18: nobody answers any more; after 48 h the system closes it. */
export function timeOut(w: World, s: Survey): void {
  if (w.now - s.openedAt >= LONGEST) return end(w, s, 'closedBySystem')
  // Who skipped a question did not ignore them.
  end(w, s, s.answers.size > 0 ? 'partialTimedOut' : 'ignored')
}

function end(w: World, s: Survey, how: End): void {
  w.surveys = w.surveys.filter((other) => other !== s)
  w.tell({ type: 'surveyClosed', conversation: s.key, agent: s.agent, skill: s.skill, end: how })
}
