import type { PolicyName } from '../policy/index.ts'
import type { Duration, Time, Weight } from '../units.ts'
import type { AttachedHours, ScheduleConfig } from '../schedule/index.ts'
import type { AutomaticMessages } from './automatic.ts'
import type { Classes, Prioritization } from './order.ts'
import type { SurveyConfig } from './survey.ts'

/**
 * An account as written (SEMANTICS.md §22): what a host hands over. Names are ids of this account; what
 * is missing inherits or takes the default of `defaults.ts`. Durations in ms, weights in thousandths
 * of a slot. Null means "off" where a setting has that.
 */
export interface AccountConfig extends ScheduleConfig {
  readonly skills: readonly SkillConfig[]
  readonly agents: readonly AgentConfig[]
  readonly groups?: readonly GroupConfig[]
  readonly channels?: readonly ChannelConfig[]
  /** Seeds every draw. */
  readonly seed?: number

  /** §1: passes after every event and deadline, or only at multiples of `cycleInterval`. */
  readonly dispatchCadence?: 'immediate' | 'cycle'
  readonly cycleInterval?: Duration

  /** §2 */
  readonly defaultSkillId?: string | null
  readonly skillSelectionOrder?: readonly SelectionStep[]
  readonly skillMappings?: readonly SkillMapping[]
  readonly skilledAgentsTakeUnskilled?: boolean
  /** Whether a skill may be deleted while conversations are open in it. */
  readonly deletedSkill?: 'toDefault' | 'reject'
  /** Whether agents serve only skills of a line of business that is theirs too. */
  readonly lineOfBusinessGates?: boolean

  /** §3 */
  readonly ranking?: PolicyName
  /** Refinements of the ranking (§26.1, §26.9). */
  readonly levelRank?: 'off' | 'beforeLoad' | 'afterLoad'
  readonly idleClock?: 'lastAssignment' | 'readyTime'
  /** For `queueIdleness` only: shares v of groups and p of skills (Gurvich and Whitt, 2009). */
  readonly idleShares?: Readonly<Record<string, number>>
  readonly queueShares?: Readonly<Record<string, number>>
  /** Null: until the mark is cleared. */
  readonly avoidHold?: Duration | null
  readonly historyLookback?: Duration

  /** §4 */
  readonly distributionMode?: 'auto' | 'ring' | 'ringAll'
  readonly offerTtl?: Duration
  readonly ringReservesSlot?: boolean
  readonly ringAllReservesSlot?: boolean
  readonly missedOfferToAway?: boolean
  readonly takeFromQueue?: 'permitted' | 'off' | 'ignoreCapacity'
  /** §26.5; `declineMemoryTtl` null: until erased. */
  readonly declineMemory?: boolean
  readonly declineMemoryTtl?: Duration | null

  /** §5 */
  readonly fallbackSkillId?: string | null
  readonly fallbackScope?: 'new' | 'all'
  readonly fallbackTrigger?: 'presence' | 'capacity'
  readonly fallbackChain?: 'hop' | 'walk'

  /** §6 */
  readonly splitDraw?: 'deficit' | 'random'
  readonly splitSubgroups?: boolean
  readonly splitCascade?: 'off' | 'byPriority'

  /** §7, §8 */
  readonly suggestionTimeout?: Duration
  readonly backSoonTakesTransfers?: boolean
  readonly suggestionDeclineEnds?: boolean
  readonly lastAgent?: LastAgentConfig | null

  /** §9 */
  readonly botEscalationSkillId?: string | null
  readonly botMaxOpen?: number
  readonly botSmartCapacity?: boolean
  readonly botWarmUp?: boolean
  readonly botUnassign?: boolean

  /** §10 */
  readonly unassignAfter?: UnassignAfter
  readonly unassignOnShiftOnly?: boolean

  /** §11, §26.7: at most one of the two. */
  readonly prioritization?: Prioritization | null
  readonly classes?: Classes | null
  readonly manualTargetThreshold?: Duration | null
  readonly manualTargetEnds?: 'firstReplyAtOrAfterDue' | 'atDue'
  readonly manualTargetMax?: Duration
  readonly manualTargetIsActionable?: boolean
  readonly requeueIsActionable?: boolean

  /** §12 */
  readonly smartCapacity?: boolean
  readonly maxSlots?: number
  readonly extraCapacity?: Weight
  readonly weightActive?: Weight
  readonly weightInactive?: Weight
  readonly timeToInactive?: Duration
  readonly backlog?: Backlog | null

  /** §13 */
  readonly warmUp?: WarmUpConfig | null

  /** §14: the default, urgent and first-time target; `target` null for none at all. */
  readonly target?: Duration | null
  readonly urgentTarget?: Duration
  readonly firstTimeTarget?: Duration
  readonly resetDueOnEveryConsumerMessage?: boolean
  readonly skillChangeDueBase?: 'pendingSince' | 'transferTime'
  readonly urgentBase?: 'markTime' | 'pendingSince'
  readonly offHoursFrozenAtOpen?: boolean

  /** §15; hours and occasions: `ScheduleConfig`. */
  readonly shiftGatesRouting?: boolean
  /** §26.6; null: off. */
  readonly shiftEndGuard?: ShiftEndGuard | null

  /** §16; null: never. */
  readonly autoCloseAfter?: Duration | null
  readonly autoCloseSweep?: Duration | null
  readonly autoCloseManualTarget?: 'exempt' | 'notExempt'

  /** §17 */
  readonly messages?: AutomaticMessages
  readonly consumerSilentWhileQueued?: boolean
  readonly offHoursTimerPolicy?: 'suppress' | 'defer'

  /** §19 */
  readonly autoLogout?: Duration | null
}

/** A skill as written. What is missing inherits the account's value. */
export interface SkillConfig extends AttachedHours {
  readonly id: string
  readonly target?: Duration | null
  readonly urgentTarget?: Duration
  readonly firstTimeTarget?: Duration
  /** Opened → closed; reported, never routed by. Null or missing: none. */
  readonly resolutionTarget?: Duration | null
  /** The silo that it is counted under; it gates nothing. */
  readonly lineOfBusiness?: string | null
  readonly weightActive?: Weight
  readonly weightInactive?: Weight
  readonly timeToInactive?: Duration
  readonly canTransfer?: boolean
  /** Skills that conversations of this one may be transferred to; null for all. */
  readonly transferSkillIds?: readonly string[] | null
  readonly suggestionTimeout?: Duration
  readonly fallbackSkillId?: string | null
  readonly fallbackWhenAllAway?: boolean
  readonly split?: readonly SplitShare[]
  /** §26.3, in order. */
  readonly relaxation?: readonly RelaxationStep[]
  /** §26.4, the first active one wins. */
  readonly overflow?: readonly OverflowRule[]
  readonly unassignAfter?: UnassignAfter
  readonly autoCloseAfter?: Duration | null
  readonly messages?: AutomaticMessages
  readonly survey?: SurveyConfig | null
  /** §26.6, for the mode `expected`. */
  readonly expectedHandling?: Duration
  /** Nobody may enter it any more; its queue moves to the default skill (§2). */
  readonly deleted?: boolean
  /** Lines of business, by name; none: everybody's (§2). */
  readonly linesOfBusiness?: readonly string[]
}

/** An agent as written. Without skills an agent takes unskilled conversations only. */
export interface AgentConfig {
  readonly id: string
  readonly skills: readonly (string | SkillHeld)[]
  readonly kind?: 'human' | 'bot'
  readonly group?: string
  readonly linesOfBusiness?: readonly string[]
  readonly enabled?: boolean
  /** May handle messages; a manager may not need to. */
  readonly handles?: boolean
  /** Most slots, whole; 0 never receives. Missing: the account's, for a bot its most open. */
  readonly maxSlots?: number
  /** Shifts as instants: nothing new shortly before one ends (§26.6). */
  readonly roster?: readonly { readonly from: Time; readonly to: Time }[]
}

/** A skill with its level, 1–10 (§26.1). */
export interface SkillHeld {
  readonly skill: string
  readonly level: number
}

export interface GroupConfig {
  readonly id: string
  readonly parent?: string | null
  /** No agent and no split may name it; conversations that were allocated to it are drawn anew (§6). */
  readonly deleted?: boolean
}

/** A class of channels (§26.8). */
export interface ChannelConfig {
  readonly id: string
  /** Slots at full weight, thousandths. */
  readonly cost?: Weight
  readonly maxPerAgent?: number | null
  /** Held active or cooling, it keeps these away. */
  readonly blocks?: readonly string[]
  /** Held, it counts nothing against these. */
  readonly interruptibleBy?: readonly string[]
  /** Consumers may call for urgency here (§11.4): web and in-app only. Missing: they may. */
  readonly urgent?: boolean
}

export interface SplitShare {
  readonly group: string
  readonly percent: number
  readonly priority?: number
}

/** Skills and levels that must all be held. */
export interface SkillRequirement {
  readonly skill: string
  readonly minLevel?: number
}

export interface RelaxationStep {
  readonly requirements: readonly SkillRequirement[]
  readonly expiresAfter: Duration
  /** Ends at once if no logged-in agent meets it. */
  readonly expedite?: boolean
}

export interface OverflowRule {
  readonly metric: 'estimatedWait' | 'onTimeRate' | 'queueLength' | 'oldestWait'
  readonly op: 'above' | 'below'
  /** In ms, share 0–1, or conversations. */
  readonly on: number
  readonly off: number
  readonly after: Duration
  readonly mode: 'move' | 'add'
  readonly skill: string
  readonly unknownFires?: boolean
}

export interface LastAgentConfig {
  readonly requireOnline?: boolean
  readonly requireCapacity?: boolean
  readonly requireSkill?: boolean
  readonly minScore?: number | null
  readonly closedWithin?: Duration | null
  readonly lookback?: Duration
  /** How long it is kept for that agent; 0: assigned now or routed normally. */
  readonly maxWait?: Duration
}

/** Null: never. */
export interface UnassignAfter {
  readonly online?: Duration | null
  readonly backSoon?: Duration | null
  readonly away?: Duration | null
  readonly offline?: Duration | null
}

export interface Backlog {
  readonly interval?: Duration
  readonly timeToInactive?: Duration
}

/** Gradual start of a shift (§13). */
export interface WarmUpConfig {
  readonly interval?: Duration
  readonly maxDuration?: Duration
  readonly cooldown?: Duration
  readonly countCarried?: boolean
  readonly accumulate?: boolean
}

export interface ShiftEndGuard {
  readonly mode?: 'fixed' | 'expected'
  readonly minRemaining?: Duration
  readonly factor?: number
}

export type SelectionStep = 'request' | 'engagement' | 'mapping' | 'default'

/** All stated conditions equal, case-sensitive. */
export interface SkillMapping {
  readonly ctype?: string
  readonly companyBranch?: string
  readonly skill: string
}
