import type { Duration, SkillId } from '../core/index.ts'
import type { Distribution } from './scenario.ts'

/** How an agent keeps to its shifts, and how it works. */
export interface Conduct {
  /** Mean speed, and its coefficient of variation (lognormal) where each agent has its own. */
  readonly speed?: { readonly mean: number; readonly cv: number }
  /** Speed by conversations that are not inactive, from one on; the last for all beyond. */
  readonly pace?: readonly number[]
  /** Shifts that begin late, and by how much. */
  readonly late?: Slip
  readonly early?: Slip
  readonly shrinkage?: readonly Shrinkage[]
  /** When a bot does not work. */
  readonly outages?: Outages
  /** How it answers what rings; missing: not at all. */
  readonly offers?: Answering
  /** Missing: it keeps them, and answers in its next shift. */
  readonly atShiftEnd?: {
    readonly open: 'finish' | 'handOver'
    /** The longest that finishing may take; missing: however long. */
    readonly within?: Duration
    /** Whose queue takes them; missing: that of the conversation's own skill. */
    readonly to?: SkillId
  }
}

/**
 * A bot's interruptions, exponential and so far apart on average: with its vendor's it takes and passes
 * on at once, with its service's it takes nothing (SEMANTICS.md §9).
 */
export interface Outages {
  readonly of: 'vendor' | 'service'
  readonly apart: Duration
  readonly lasting: Duration
}

/** How an agent answers offers. */
export interface Answering {
  /** From an offer to its answer, whichever that is. */
  readonly after: Distribution
  /** Shares of offers that are declined, and that are not answered at all. */
  readonly declines: number
  readonly ignores: number
  /** Until somebody whom the router set away for missing one is back; missing: the shift’s next change. */
  readonly backAfter?: Distribution
}

/** It happens in this share of shifts, and takes so long. */
export interface Slip {
  readonly share: number
  readonly by: Distribution
}

/**
 * A share of rostered time that is lost: as whole shifts, or, where `lasting` says how long on average,
 * as spells of exponential length at any time.
 */
export interface Shrinkage {
  readonly reason: string
  readonly share: number
  readonly lasting?: Duration
  readonly presence: 'away' | 'backSoon'
}
