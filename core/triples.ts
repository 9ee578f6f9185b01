import type { Config, Skill } from './config/config.ts'
import type { Duration, SkillId } from './units.ts'

/** The targets of a conversation (SEMANTICS.md §14.1). `usual` null: nothing is ever due. */
export interface Triple {
  readonly usual: Duration | null
  readonly urgent: Duration
  readonly firstTime: Duration
}

/**
 * Targets as conversations took them over when they came to their skill: each triple once, and a
 * conversation has its place. Later configurations add triples and change none.
 */
export class Triples {
  private rows: Triple[] = []
  private readonly places = new Map<string, number>()
  /** By skill + 1: the place of what it asks now. */
  private readonly bySkill: number[]

  constructor({ skills, unskilled }: Config) {
    this.bySkill = [unskilled, ...skills].map((skill) => this.intern(asked(skill)))
  }

  /** The place of what a skill asks now. */
  of(skill: SkillId): number {
    return this.bySkill[skill + 1]
  }

  at(place: number): Triple {
    return this.rows[place]
  }

  keep(): readonly Triple[] {
    return this.rows.slice()
  }

  /** Those of a snapshot first, for its conversations know them by their places. */
  restore(kept: readonly Triple[], { skills, unskilled }: Config): void {
    this.rows = []
    this.places.clear()
    for (const triple of kept) this.intern(triple)
    ;[unskilled, ...skills].forEach((skill, i) => (this.bySkill[i] = this.intern(asked(skill))))
  }

  private intern(triple: Triple): number {
    const name = `${triple.usual} ${triple.urgent} ${triple.firstTime}`
    const place = this.places.get(name) ?? this.rows.push(triple) - 1
    this.places.set(name, place)
    return place
  }
}

const asked = ({ firstTimeTarget, target, urgentTarget }: Skill): Triple => ({
  ...{ usual: target, urgent: urgentTarget, firstTime: firstTimeTarget },
})
