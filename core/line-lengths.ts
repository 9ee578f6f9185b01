import type { SkillId } from './units.ts'

/** How many conversations of each skill may be assigned now: actionable, without an offer out. */
export class LineLengths {
  total = 0
  private readonly waiting: Int32Array
  private readonly changes: Int32Array

  constructor(skills: number) {
    this.waiting = new Int32Array(skills + 1)
    this.changes = new Int32Array(skills + 1)
  }

  of(skill: SkillId): number {
    return this.waiting[skill + 1]
  }

  /** How often the line of a skill has changed; it may begin again. */
  changesOf(skill: SkillId): number {
    return this.changes[skill + 1]
  }

  change(skill: SkillId, by: 1 | -1): void {
    this.waiting[skill + 1] += by
    this.changes[skill + 1]++
    this.total += by
  }
}
