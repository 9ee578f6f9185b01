import { Refusal, SurveyEnd } from '../codes.ts'
import type { Ledger } from '../ledger.ts'
import { answered, endSurvey, skipRest } from '../survey.ts'
import { NO_CONVERSATION } from '../units.ts'
import type { EventOf } from './event-of.ts'

export function surveyAnswered(
  ledger: Ledger,
  event: EventOf<'survey.answered'>,
): Refusal | undefined {
  const row = ledger.conversations.findSurvey(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.noSurvey
  const { answers } = ledger.sparse.survey.get(row)!
  const isOpen = event.question in answers && answers[event.question] === undefined
  if (!isOpen) return Refusal.unknownQuestion
  answered(ledger, row, event)
  return undefined
}

const ends = {
  consumer: SurveyEnd.closedByConsumer,
  notSupported: SurveyEnd.notSupported,
  error: SurveyEnd.error,
} as const

/** Ended by its consumer or its channel, or the questions left are skipped. */
export function surveyEnded(ledger: Ledger, event: EventOf<'survey.ended'>): Refusal | undefined {
  const row = ledger.conversations.findSurvey(event.conversation)
  if (row === NO_CONVERSATION) return Refusal.noSurvey
  if (event.by === 'skipped') skipRest(ledger, row)
  else endSurvey(ledger, row, ends[event.by])
  return undefined
}
