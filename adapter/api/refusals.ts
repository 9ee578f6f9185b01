import type { Refusal } from '../../core/index.ts'
import { type Code, Refused } from './frames.ts'

const said: { readonly [refusal in keyof typeof Refusal]?: readonly [Code, string] } = {
  offerGone: ['OFFER_GONE', 'the offer is gone'],
  notEligible: ['CAPACITY', 'you cannot take it now: skill, presence or room is missing'],
  unknownConversation: ['CLOSED', 'the conversation is not open any more'],
  notAssigned: ['NOT_ASSIGNED', 'nobody holds it any more'],
  notTheHolder: ['NOT_ASSIGNED', 'it is not yours any more'],
  isTheHolder: ['CONFLICT', 'it is yours already'],
  notQueued: ['CONFLICT', 'it does not wait any more'],
  transferNotAllowed: ['FORBIDDEN', 'its skill may not be transferred there'],
  notPermitted: ['FORBIDDEN', 'this desk does not permit it'],
  notUrgentHere: ['FORBIDDEN', 'the first conversation, or this channel, cannot be urgent'],
  consumerHasOne: ['CONFLICT', 'the consumer has an open conversation'],
  notInTheFuture: ['INVALID', 'the target is not in the future'],
  tooFarAhead: ['INVALID', 'the target is too far ahead'],
  noManualTarget: ['CONFLICT', 'no target was set by hand'],
  noSurvey: ['CONFLICT', 'the survey is over'],
  unknownQuestion: ['CONFLICT', 'the question is answered already, or was never asked'],
}

/** What the router's refusal means to whoever asked. */
export function refusedBy(refusal: keyof typeof Refusal): Refused {
  const [code, words] = said[refusal] ?? ['CONFLICT', `the desk refused it: ${refusal}`]
  return new Refused(code, words)
}
