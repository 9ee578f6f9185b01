import { Cause, Kind, SurveyEnd } from './codes.ts'
import { type Survey, scores } from './config/survey.ts'
import { DeadlineKind } from './deadlines.ts'
import { Answer } from './event.ts'
import type { Ledger } from './ledger.ts'
import { Stage } from './tables.ts'
import { Fact } from './view.ts'
import { after, type ConversationId, hours, NO_SKILL, type Time } from './units.ts'

/** A survey that is on: the conversation is closed and its row stays until the survey ends (§18). */
export interface OpenSurvey {
  /** As it was configured when it started. */
  readonly survey: Survey
  readonly startedAt: Time
  /** The start, or the latest message since, where the timeout counts from that. */
  readonly silentSince: Time
  /** By question: the answer that settled it, undefined while it is open. */
  readonly answers: readonly (Answer | undefined)[]
  /** Answers in a row that nobody understood. */
  readonly unrecognised: number
}

/** An answer to one of its questions. */
interface SurveyAnswer {
  readonly question: number
  readonly answer: Answer
  readonly value: number
}

/** A survey is closed by the system this long after it started. */
const LONGEST = hours(48)

/** The survey that follows a close now, null if none does. */
export function surveyAfter(ledger: Ledger, row: ConversationId, cause: Cause): Survey | null {
  const { conversations: c } = ledger
  const isPersonal = cause === Cause.agent || cause === Cause.consumer
  const wasAssigned = (c.facts[row] & Fact.wasAssigned) !== 0
  return isPersonal && wasAssigned && c.skill[row] !== NO_SKILL ? ledger.skill(row).survey : null
}

/** The conversation just closed; its row stays for the survey. */
export function openSurvey(ledger: Ledger, row: ConversationId, survey: Survey): void {
  const { conversations: c, now, sparse } = ledger
  const answers = survey.questions.map(() => undefined)
  c.stage[row] = Stage.survey
  c.surveys++
  sparse.survey.set(row, { survey, startedAt: now, silentSince: now, answers, unrecognised: 0 })
  awaitEnd(ledger, row)
  ledger.tell(row, Kind.surveyOpened, c.agent[row], 0, 0)
}

/** A consumer's message in it. */
export function surveyMessage(ledger: Ledger, row: ConversationId): void {
  const open = ledger.sparse.survey.get(row)!
  if (open.survey.timeoutFrom === 'start') return
  ledger.sparse.survey.set(row, { ...open, silentSince: ledger.now })
  awaitEnd(ledger, row)
}

/** An answer: the last one completes it, too many that nobody understands end it. */
export function answered(
  ledger: Ledger,
  row: ConversationId,
  { answer, question, value }: SurveyAnswer,
): void {
  surveyMessage(ledger, row)
  const open = ledger.sparse.survey.get(row)!
  const { maxUnrecognised, questions } = open.survey
  const bounds = scores[questions[question]]
  const fits = bounds === null || (value >= bounds[0] && value <= bounds[1])
  if (answer === Answer.unrecognised || (answer === Answer.valid && !fits)) {
    const unrecognised = open.unrecognised + 1
    ledger.sparse.survey.set(row, { ...open, unrecognised })
    if (unrecognised >= maxUnrecognised) endSurvey(ledger, row, SurveyEnd.unrecognised)
    return
  }
  const answers = open.answers.map((was, i) => (i === question ? answer : was))
  ledger.sparse.survey.set(row, { ...open, answers, unrecognised: 0 })
  if (!answers.includes(undefined)) endSurvey(ledger, row, outcome(answers))
}

/** The consumer wants no more questions. */
export function skipRest(ledger: Ledger, row: ConversationId): void {
  const { answers } = ledger.sparse.survey.get(row)!
  endSurvey(ledger, row, outcome(answers.map((answer) => answer ?? Answer.skipped)))
}

/** The timeout, or the 48 hours. */
export function surveyTimeout(ledger: Ledger, row: ConversationId): void {
  const { answers, startedAt, ...open } = ledger.sparse.survey.get(row)!
  const isSystem = after(open.silentSince, open.survey.timeout) > after(startedAt, LONGEST)
  if (isSystem) endSurvey(ledger, row, SurveyEnd.closedBySystem)
  else if (answers.some((answer) => answer !== undefined))
    endSurvey(ledger, row, SurveyEnd.partialTimedOut)
  else endSurvey(ledger, row, SurveyEnd.ignored)
}

/** Over: the row is free for another conversation. */
export function endSurvey(ledger: Ledger, row: ConversationId, end: SurveyEnd): void {
  const { conversations: c, deadlines, sparse } = ledger
  deadlines.cancel(DeadlineKind.surveyTimeout, row)
  sparse.survey.delete(row)
  ledger.tell(row, Kind.surveyClosed, c.agent[row], end, 0)
  c.surveys--
  c.release(row)
}

/** Waits for the end that comes by itself. */
export function awaitEnd({ conversations: c, deadlines, sparse }: Ledger, row: ConversationId) {
  const { silentSince, startedAt, survey } = sparse.survey.get(row)!
  const at = Math.min(after(silentSince, survey.timeout), after(startedAt, LONGEST)) as Time
  deadlines.set(DeadlineKind.surveyTimeout, row, at, c.key[row])
}

/** Of answers that settle every question. */
function outcome(answers: readonly (Answer | undefined)[]): SurveyEnd {
  const skipped = answers.filter((answer) => answer === Answer.skipped).length
  if (skipped === 0) return SurveyEnd.completed
  return skipped === answers.length ? SurveyEnd.skipped : SurveyEnd.partialSkipped
}
