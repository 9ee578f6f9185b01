import type { ChannelId, Duration, GroupId, SkillId, Time, Weight } from '../units.ts'
import type { Schedule } from '../schedule/index.ts'
import type { Policy } from '../view.ts'
import type { AccountConfig, LastAgentConfig, ShiftEndGuard, UnassignAfter } from './account.ts'
import type { Message } from './automatic.ts'
import type { PriorityClass, Prioritization, VelocityRule } from './order.ts'
import type { Survey } from './survey.ts'

/** Settings that an account has one of, with their defaults filled in (SEMANTICS.md §27). */
export type Settings = {
  readonly [name in SettingName]: Exclude<AccountConfig[name], undefined>
}
type SettingName =
  | 'seed'
  | 'dispatchCadence'
  | 'cycleInterval'
  | 'skillSelectionOrder'
  | 'skilledAgentsTakeUnskilled'
  | 'deletedSkill'
  | 'lineOfBusinessGates'
  | 'levelRank'
  | 'idleClock'
  | 'avoidHold'
  | 'historyLookback'
  | 'distributionMode'
  | 'offerTtl'
  | 'ringReservesSlot'
  | 'ringAllReservesSlot'
  | 'missedOfferToAway'
  | 'takeFromQueue'
  | 'declineMemory'
  | 'declineMemoryTtl'
  | 'fallbackScope'
  | 'fallbackTrigger'
  | 'fallbackChain'
  | 'splitDraw'
  | 'splitSubgroups'
  | 'splitCascade'
  | 'backSoonTakesTransfers'
  | 'suggestionDeclineEnds'
  | 'botMaxOpen'
  | 'botSmartCapacity'
  | 'botWarmUp'
  | 'botUnassign'
  | 'unassignOnShiftOnly'
  | 'manualTargetThreshold'
  | 'manualTargetEnds'
  | 'manualTargetMax'
  | 'manualTargetIsActionable'
  | 'requeueIsActionable'
  | 'smartCapacity'
  | 'extraCapacity'
  | 'resetDueOnEveryConsumerMessage'
  | 'skillChangeDueBase'
  | 'urgentBase'
  | 'offHoursFrozenAtOpen'
  | 'shiftGatesRouting'
  | 'autoCloseSweep'
  | 'autoCloseManualTarget'
  | 'consumerSilentWhileQueued'
  | 'offHoursTimerPolicy'
  | 'autoLogout'

/** A checked account: what a router trusts. Made by `configure` only. */
export interface Config extends Settings {
  readonly skills: readonly Skill[]
  /** What conversations without a skill use. */
  readonly unskilled: Skill
  readonly agents: readonly Agent[]
  readonly groups: readonly Group[]
  readonly channels: readonly Channel[]
  /** Whether classes of channels rule capacity: any states more than its name. */
  readonly hasChannels: boolean
  readonly policy: Policy
  /** For a ratio of queues and idleness: by group + 1, and by skill + 1. */
  readonly idleShares: readonly number[]
  readonly queueShares: readonly number[]
  readonly defaultSkill: SkillId
  readonly mappings: readonly Mapping[]
  readonly lastAgent: Required<LastAgentConfig> | null
  readonly botEscalationSkill: SkillId
  readonly prioritization: Order | null
  readonly classes: readonly PriorityClass[] | null
  readonly backlog: { readonly interval: Duration; readonly timeToInactive: Duration } | null
  readonly warmUp: WarmUp | null
  readonly shiftEndGuard: Required<ShiftEndGuard> | null
  /** Whether any skill takes conversations away from agents who do not answer. */
  readonly unassigns: boolean
  /** Whether any skill has automatic messages. */
  readonly sends: boolean
}

/** A skill with nothing left to inherit. */
export interface Skill {
  readonly id: string
  readonly target: Duration | null
  readonly urgentTarget: Duration
  readonly firstTimeTarget: Duration
  /** Opened → closed, for reports; null: none. */
  readonly resolutionTarget: Duration | null
  /** The silo that it is counted under; null: none. */
  readonly lineOfBusiness: string | null
  readonly weightActive: Weight
  readonly weightInactive: Weight
  readonly timeToInactive: Duration
  readonly canTransfer: boolean
  /** Null: to all. */
  readonly transfersTo: ReadonlySet<SkillId> | null
  readonly suggestionTimeout: Duration
  /** NO_SKILL: none. */
  readonly fallback: SkillId
  readonly fallbackWhenAllAway: boolean
  readonly split: readonly Share[]
  readonly relaxation: readonly Step[]
  readonly overflow: readonly Overflow[]
  readonly unassignAfter: Required<UnassignAfter>
  readonly autoCloseAfter: Duration | null
  readonly expectedHandling: Duration
  readonly deleted: boolean
  /** Its own, else the account's. */
  readonly schedule: Schedule
  /** By `Trigger`, null where none is sent; empty if there are none at all. */
  readonly messages: readonly (Message | null)[]
  readonly survey: Survey | null
}

export interface Agent {
  readonly id: string
  readonly skills: readonly SkillId[]
  /** Beside `skills`: the level of each, 1–10. */
  readonly levels: readonly number[]
  readonly isBot: boolean
  /** A bot without weights: every conversation takes a slot, and there is nothing extra (§9). */
  readonly isCounted: boolean
  readonly group: GroupId
  readonly enabled: boolean
  readonly handles: boolean
  readonly maxSlots: Weight
  /** Shifts, by start; none: never about to end. */
  readonly roster: readonly Shift[]
}

/** From the one instant until before the other. */
export interface Shift {
  readonly from: Time
  readonly to: Time
}

export interface Group {
  readonly id: string
  readonly parent: GroupId
  readonly deleted: boolean
}

export interface Channel {
  readonly id: string
  readonly cost: Weight
  readonly maxPerAgent: number
  readonly blocks: ReadonlySet<ChannelId>
  readonly interruptibleBy: ReadonlySet<ChannelId>
  readonly urgent: boolean
}

export interface Share {
  readonly group: GroupId
  readonly percent: number
  readonly priority: number
}

/** All of these at these levels at least. */
export type Requirement = readonly { readonly skill: SkillId; readonly minLevel: number }[]

export interface Step {
  readonly requirement: Requirement
  readonly expiresAfter: Duration
  readonly expedite: boolean
}

export interface Overflow {
  readonly metric: 'estimatedWait' | 'onTimeRate' | 'queueLength' | 'oldestWait'
  readonly op: 'above' | 'below'
  readonly on: number
  readonly off: number
  readonly after: Duration
  readonly mode: 'move' | 'add'
  readonly skill: SkillId
  readonly unknownFires: boolean
}

export interface Mapping {
  readonly ctype: string | undefined
  readonly companyBranch: string | undefined
  readonly skill: SkillId
}

/** §11.3, filled in. */
export interface Order extends Required<Prioritization> {
  readonly velocities: readonly VelocityRule[]
}

export interface WarmUp {
  readonly interval: Duration
  readonly maxDuration: Duration
  readonly cooldown: Duration
  readonly countCarried: boolean
  readonly accumulate: boolean
}
