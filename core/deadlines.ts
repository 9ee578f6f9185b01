import { Moments } from './moments.ts'
import type { Time } from './units.ts'

/** What may come due, in the order in which they run at one instant (SEMANTICS.md §1). */
export const DeadlineKind = {
  duePassed: 0,
  /** A skill's schedule opens or closes; its row is the skill. */
  scheduleEdge: 1,
  /** An agent's own answer expires: warm-up step, end of a shift. */
  askAgent: 2,
  activity: 3,
  offerExpiry: 4,
  /** End of an avoid mark's hold or of decline memory. */
  holdEnd: 5,
  suggestionTimeout: 6,
  manualTarget: 7,
  /** A step of relaxation. */
  step: 8,
  /** A rule of overflow begins to look. */
  overflow: 9,
  unassign: 10,
  surveyTimeout: 11,
  consumerSilent: 12,
  agentSilent: 13,
  queueWait: 14,
  /** An agent did nothing for too long. */
  logout: 15,
  autoClose: 16,
} as const
export type DeadlineKind = (typeof DeadlineKind)[keyof typeof DeadlineKind]

/** Some kinds, a bit each. */
export type KindSet = number
export const kindSet = (...kinds: readonly DeadlineKind[]): KindSet =>
  kinds.reduce<KindSet>((set, kind) => set | (1 << kind), 0)

/**
 * Moments at which the router acts by itself: each pair of kind and row stands at most once and can be
 * moved or cancelled. Closes by inactivity lie months ahead and seldom move, so that they stand apart:
 * what comes and goes by the minute does not climb past them.
 */
export class Deadlines {
  private readonly soon = new Moments()
  private readonly late = new Moments()

  /** The next instant, NEVER if nothing is due. */
  get next(): Time {
    const soon = this.soon.next
    const late = this.late.next
    return soon <= late ? soon : late
  }
  get nextKind(): DeadlineKind {
    return this.first.nextKind as DeadlineKind
  }
  get nextRow(): number {
    return this.first.nextRow
  }

  /** Whether no row was ever due for this. */
  none(kind: DeadlineKind): boolean {
    return this.of(kind).none(kind)
  }

  /** When `row` is due, NEVER if it is not. */
  at(kind: DeadlineKind, row: number): Time {
    return this.of(kind).at(kind, row)
  }

  /** Sets or moves the deadline of `row`; ties at one instant and kind run by `tie`. */
  set(kind: DeadlineKind, row: number, at: Time, tie: number): void {
    this.of(kind).set(kind, row, at, tie)
  }

  cancel(kind: DeadlineKind, row: number): void {
    this.of(kind).cancel(kind, row)
  }

  /** Cancels all of some kinds, none of which is a close by inactivity. */
  cancelAll(kinds: KindSet, row: number): void {
    this.soon.cancelAll(kinds, row)
  }

  private of(kind: DeadlineKind): Moments {
    return kind === DeadlineKind.autoClose ? this.late : this.soon
  }

  /** Closes are the last kind of all: at one instant the others go first. */
  private get first(): Moments {
    return this.soon.next <= this.late.next ? this.soon : this.late
  }
}
