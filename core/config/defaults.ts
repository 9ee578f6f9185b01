import { days, hours, minutes, seconds, SLOT, slots } from '../units.ts'
import type { Settings } from './config.ts'

/** The settings we chose (SEMANTICS.md §27). */
export const settings: Settings = {
  seed: 1,
  dispatchCadence: 'immediate',
  cycleInterval: seconds(2),
  skillSelectionOrder: ['request', 'engagement', 'mapping', 'default'],
  skilledAgentsTakeUnskilled: true,
  levelRank: 'off',
  idleClock: 'lastAssignment',
  avoidHold: seconds(60),
  historyLookback: days(90),
  distributionMode: 'auto',
  offerTtl: seconds(60),
  ringReservesSlot: true,
  ringAllReservesSlot: false,
  missedOfferToAway: false,
  takeFromQueue: 'permitted',
  declineMemory: false,
  declineMemoryTtl: null,
  fallbackScope: 'new',
  fallbackTrigger: 'presence',
  fallbackChain: 'hop',
  splitDraw: 'deficit',
  splitSubgroups: false,
  splitCascade: 'off',
  backSoonTakesTransfers: false,
  suggestionDeclineEnds: true,
  botMaxOpen: 999,
  botSmartCapacity: false,
  botWarmUp: false,
  botUnassign: false,
  unassignOnShiftOnly: false,
  manualTargetThreshold: null,
  manualTargetEnds: 'firstReplyAtOrAfterDue',
  manualTargetMax: days(90),
  manualTargetIsActionable: true,
  requeueIsActionable: true,
  smartCapacity: true,
  extraCapacity: slots(0.5),
  resetDueOnEveryConsumerMessage: false,
  skillChangeDueBase: 'pendingSince',
  urgentBase: 'markTime',
  offHoursFrozenAtOpen: false,
  shiftGatesRouting: false,
  autoCloseSweep: null,
  autoCloseManualTarget: 'exempt',
  autoLogout: null,
}

/** What skills inherit from the account, and the account from here. */
export const inherited = {
  target: minutes(60),
  urgentTarget: minutes(5),
  firstTimeTarget: minutes(10),
  weightActive: SLOT,
  weightInactive: slots(0.1),
  timeToInactive: minutes(4),
  suggestionTimeout: hours(2),
  fallbackSkillId: null,
  unassignAfter: {},
  autoCloseAfter: days(90),
} as const

/** What agents inherit. */
export const maxSlots = 4
