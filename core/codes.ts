/**
 * Closed sets of what a router does and why. The numbers are stored in traces and in the tables made
 * of them: append, never reorder.
 */

/** What happened. */
export const Kind = {
  queued: 0,
  waiting: 1,
  assigned: 2,
  unassigned: 3,
  transferred: 4,
  activity: 5,
  due: 6,
  overdue: 7,
  closed: 8,
  refused: 9,
  offered: 10,
  offerEnded: 11,
  suggested: 12,
  suggestionEnded: 13,
  allocated: 14,
  sent: 15,
  surveyOpened: 16,
  surveyClosed: 17,
  presence: 18,
  relaxed: 19,
  widened: 20,
  configured: 21,
} as const
export type Kind = (typeof Kind)[keyof typeof Kind]
export const kindNames = Object.keys(Kind) as readonly (keyof typeof Kind)[]

/** Why a conversation entered a queue. */
export const Entry = {
  opened: 0,
  transferred: 1,
  returned: 2,
  suggested: 3,
  unassigned: 4,
  fallback: 5,
  overflow: 6,
  escalated: 7,
  skillDeleted: 8,
} as const
export type Entry = (typeof Entry)[keyof typeof Entry]
export const entryNames = Object.keys(Entry) as readonly (keyof typeof Entry)[]

/** Why an agent lost a conversation. */
export const Loss = {
  transferred: 0,
  returned: 1,
  closed: 2,
  suggested: 3,
  takenOver: 4,
  unanswered: 5,
  escalated: 6,
} as const
export type Loss = (typeof Loss)[keyof typeof Loss]
export const lossNames = Object.keys(Loss) as readonly (keyof typeof Loss)[]

/** Why a conversation moved to another skill (§7, transfer reasons). */
export const Move = {
  skill: 0,
  agent: 1,
  fallback: 2,
  overflow: 3,
  escalation: 4,
  skillDeleted: 5,
} as const
export type Move = (typeof Move)[keyof typeof Move]
export const moveNames = Object.keys(Move) as readonly (keyof typeof Move)[]

/** How an assignment came about when no rank decided it; above every rank. */
export const How = {
  /** All ranks were equal: the id decided. */
  id: 239,
  accepted: 240,
  taken: 241,
  placed: 242,
  takenOver: 243,
  resumed: 244,
  suggested: 245,
  lastAgent: 246,
  ringAll: 247,
} as const
export type How = (typeof How)[keyof typeof How]
export const howName = (how: number): string | undefined =>
  Object.entries(How).find(([, code]) => code === how)?.[0]

/** How an offer ended (§4). */
export const OfferEnd = { accepted: 0, declined: 1, expired: 2, withdrawn: 3 } as const
export type OfferEnd = (typeof OfferEnd)[keyof typeof OfferEnd]
export const offerEndNames = Object.keys(OfferEnd) as readonly (keyof typeof OfferEnd)[]

/** How a suggestion ended without an assignment (§7). */
export const SuggestionEnd = { timeout: 0, declined: 1, agentGone: 2, moved: 3 } as const
export type SuggestionEnd = (typeof SuggestionEnd)[keyof typeof SuggestionEnd]
export const suggestionEndNames = Object.keys(
  SuggestionEnd,
) as readonly (keyof typeof SuggestionEnd)[]

/** What makes an automatic message (§17). */
export const Trigger = {
  openFirst: 0,
  openFirstOffHours: 1,
  open: 2,
  openOffHours: 3,
  openAfterAutoClose: 4,
  messageOffHours: 5,
  manualTargetSet: 6,
  urgentSet: 7,
  urgentCleared: 8,
  consumerSilent: 9,
  agentSilent: 10,
  queueWait: 11,
  connected: 12,
  transferred: 13,
  backToQueue: 14,
  agentJoined: 15,
  agentLeft: 16,
  endByAgent: 17,
  endByConsumer: 18,
  endBySystem: 19,
  stepUp: 20,
} as const
export type Trigger = (typeof Trigger)[keyof typeof Trigger]
export const triggerNames = Object.keys(Trigger) as readonly (keyof typeof Trigger)[]

/** How a survey ended (§18). */
export const SurveyEnd = {
  completed: 0,
  ignored: 1,
  partialTimedOut: 2,
  partialSkipped: 3,
  skipped: 4,
  closedByConsumer: 5,
  unrecognised: 6,
  notSupported: 7,
  closedBySystem: 8,
  error: 9,
} as const
export type SurveyEnd = (typeof SurveyEnd)[keyof typeof SurveyEnd]
export const surveyEndNames = Object.keys(SurveyEnd) as readonly (keyof typeof SurveyEnd)[]

/** The state of an assigned conversation (SEMANTICS.md §12.2). */
export const Activity = { active: 0, cooling: 1, inactive: 2 } as const
export type Activity = (typeof Activity)[keyof typeof Activity]
export const activityNames = Object.keys(Activity) as readonly (keyof typeof Activity)[]

/** Why a conversation ended. */
export const Cause = { agent: 0, consumer: 1, inactivity: 2, system: 3 } as const
export type Cause = (typeof Cause)[keyof typeof Cause]
export const causeNames = Object.keys(Cause) as readonly (keyof typeof Cause)[]

/** Which target set the due. */
export const Target = { default: 0, urgent: 1, firstTime: 2, manual: 3 } as const
export type Target = (typeof Target)[keyof typeof Target]
export const targetNames = Object.keys(Target) as readonly (keyof typeof Target)[]

/** Why an event could not apply. Races are ordinary: refused aloud, never thrown, never ignored. */
export const Refusal = {
  inThePast: 0,
  unknownConversation: 1,
  alreadyOpen: 2,
  unknownAgent: 3,
  unknownSkill: 4,
  notAssigned: 5,
  notTheHolder: 6,
  transferNotAllowed: 7,
  notAnInstant: 8,
  notAKey: 9,
  unknownChannel: 10,
  consumerHasOne: 11,
  notQueued: 12,
  notEligible: 13,
  offerGone: 14,
  notPermitted: 15,
  notUrgentHere: 16,
  notInTheFuture: 17,
  tooFarAhead: 18,
  noManualTarget: 19,
  notABot: 20,
  noSurvey: 21,
  unknownQuestion: 22,
  badRequirement: 23,
  badConfiguration: 24,
  isTheHolder: 25,
  skillInUse: 26,
} as const
export type Refusal = (typeof Refusal)[keyof typeof Refusal]
export const refusalNames = Object.keys(Refusal) as readonly (keyof typeof Refusal)[]
