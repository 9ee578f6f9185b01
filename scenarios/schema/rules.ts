import { Type } from 'typebox'
import { policies, type PolicyName } from '../../core/index.ts'
import { classes, prioritization } from './order.ts'
import { attached, inherited } from './shared.ts'
import { byName, closed, dateTime, duration, flag, maybe, nameOf, word } from './words.ts'
import { oneOf, orNull, positive, share, slotsIn } from './words.ts'

const count = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum })

const deciding = {
  seed: maybe(count(0, 2 ** 32 - 1)),
  dispatchCadence: maybe(oneOf('immediate', 'cycle')),
  cycleInterval: maybe(duration),
  defaultSkill: maybe(orNull(nameOf('skills'))),
  skillSelectionOrder: maybe(
    Type.Array(oneOf('request', 'engagement', 'mapping', 'default'), { minItems: 4, maxItems: 4 }),
  ),
  skillMappings: maybe(
    Type.Array(
      Type.Object(
        { ctype: maybe(word), companyBranch: maybe(word), skill: nameOf('skills') },
        closed,
      ),
    ),
  ),
  skilledAgentsTakeUnskilled: maybe(flag),
  deletedSkill: maybe(oneOf('toDefault', 'reject')),
  lineOfBusinessGates: maybe(flag),
  ranking: maybe(Type.Enum(Object.keys(policies) as PolicyName[])),
  levelRank: maybe(oneOf('off', 'beforeLoad', 'afterLoad')),
  idleClock: maybe(oneOf('lastAssignment', 'readyTime')),
  idleShares: maybe(byName('groups', share)),
  queueShares: maybe(byName('skills', share)),
  avoidHold: maybe(orNull(duration)),
  historyLookback: maybe(duration),
}

const offering = {
  distributionMode: maybe(oneOf('auto', 'ring', 'ringAll')),
  offerTtl: maybe(duration),
  ringReservesSlot: maybe(flag),
  ringAllReservesSlot: maybe(flag),
  missedOfferToAway: maybe(flag),
  takeFromQueue: maybe(oneOf('permitted', 'off', 'ignoreCapacity')),
  declineMemory: maybe(flag),
  declineMemoryTtl: maybe(orNull(duration)),
}

const lastAgent = Type.Object(
  {
    requireOnline: maybe(flag),
    requireCapacity: maybe(flag),
    requireSkill: maybe(flag),
    minScore: maybe(orNull(Type.Number({ minimum: -100, maximum: 100 }))),
    closedWithin: maybe(orNull(duration)),
    lookback: maybe(duration),
    maxWait: maybe(duration),
  },
  closed,
)

const moving = {
  fallbackScope: maybe(oneOf('new', 'all')),
  fallbackTrigger: maybe(oneOf('presence', 'capacity')),
  fallbackChain: maybe(oneOf('hop', 'walk')),
  splitDraw: maybe(oneOf('deficit', 'random')),
  splitSubgroups: maybe(flag),
  splitCascade: maybe(oneOf('off', 'byPriority')),
  backSoonTakesTransfers: maybe(flag),
  suggestionDeclineEnds: maybe(flag),
  lastAgent: maybe(orNull(lastAgent)),
  botEscalationSkill: maybe(orNull(nameOf('skills'))),
  botMaxOpen: maybe(count(1, 999)),
  botSmartCapacity: maybe(flag),
  botWarmUp: maybe(flag),
  botUnassign: maybe(flag),
  unassignOnShiftOnly: maybe(flag),
}

const queueing = {
  prioritization: maybe(orNull(prioritization)),
  classes: maybe(orNull(classes)),
  manualTargetThreshold: maybe(orNull(duration)),
  manualTargetEnds: maybe(oneOf('firstReplyAtOrAfterDue', 'atDue')),
  manualTargetMax: maybe(duration),
  manualTargetIsActionable: maybe(flag),
  requeueIsActionable: maybe(flag),
}

const warmUp = Type.Object(
  {
    interval: maybe(duration),
    maxDuration: maybe(duration),
    cooldown: maybe(duration),
    countCarried: maybe(flag),
    accumulate: maybe(flag),
  },
  closed,
)
const backlog = Type.Object({ interval: maybe(duration), timeToInactive: maybe(duration) }, closed)
const shiftEndGuard = Type.Object(
  {
    mode: maybe(oneOf('fixed', 'expected')),
    minRemaining: maybe(duration),
    factor: maybe(positive),
  },
  closed,
)
const capacity = {
  smartCapacity: maybe(flag),
  maxSlots: maybe(count(0, 999)),
  extraCapacity: maybe(slotsIn(0, 5)),
  weightActive: maybe(slotsIn(0.1, 1)),
  weightInactive: maybe(slotsIn(0.1, 1)),
  backlog: maybe(orNull(backlog)),
  warmUp: maybe(orNull(warmUp)),
}

const timing = {
  resetDueOnEveryConsumerMessage: maybe(flag),
  skillChangeDueBase: maybe(oneOf('pendingSince', 'transferTime')),
  urgentBase: maybe(oneOf('markTime', 'pendingSince')),
  offHoursFrozenAtOpen: maybe(flag),
  shiftGatesRouting: maybe(flag),
  shiftEndGuard: maybe(orNull(shiftEndGuard)),
  /** Opens by hours and occasions; by hand where `shift` is stated. */
  hours: maybe(
    Type.Object(
      { ...attached, shift: maybe(oneOf('open', 'closed')), nextShiftAt: maybe(orNull(dateTime)) },
      closed,
    ),
  ),
  lastMinute: maybe(oneOf('endOfDay', 'literal')),
  autoCloseSweep: maybe(orNull(duration)),
  autoCloseManualTarget: maybe(oneOf('exempt', 'notExempt')),
  consumerSilentWhileQueued: maybe(flag),
  offHoursTimerPolicy: maybe(oneOf('suppress', 'defer')),
  autoLogout: maybe(orNull(duration)),
}

/** What the account as a whole states. */
export const rules = Type.Object(
  {
    ...{ ...deciding, ...offering, ...moving, ...queueing },
    ...{ ...capacity, ...timing, ...inherited },
  },
  closed,
)
