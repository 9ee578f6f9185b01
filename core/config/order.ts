import type { Duration } from '../units.ts'

/** What a conversation must be like for a rule to match: all that is stated holds (§11.3). */
export interface Match {
  readonly skill?: string
  readonly channel?: string
  /** More transfers than this. */
  readonly transfersAbove?: number
  readonly transferredFrom?: string
  readonly transferredTo?: string
  /** Suggested to an agent. */
  readonly suggested?: boolean
  readonly urgent?: boolean
  readonly firstTime?: boolean
  /** Its consumer had a conversation before. */
  readonly returning?: boolean
  /** Nobody has answered it yet. */
  readonly firstMessage?: boolean
  /** A tag that the host gave at opening: intent, attribute. */
  readonly tag?: string
}

export interface VelocityRule {
  readonly when: Match
  /** 0.01–100; all that match are multiplied. */
  readonly velocity: number
}

/** Order by age or freshness times velocity (§11.3). */
export interface Prioritization {
  /** Share of passes ordered by queue entrance; the rest by interactiveness. */
  readonly entrance?: number
  readonly tau?: Duration
  readonly ageClock?: 'business' | 'elapsed'
  readonly draw?: 'perPass' | 'perConversation'
  readonly velocities?: readonly VelocityRule[]
}

/** A class of §26.7; the first whose condition matches. */
export interface PriorityClass {
  readonly when: Match
  readonly tier?: number
  readonly initial?: number
  /** A minute. */
  readonly slope?: number
  /** Null: none. */
  readonly cap?: number | null
}
export type Classes = readonly PriorityClass[]
