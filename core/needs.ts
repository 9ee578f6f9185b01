import type { Config } from './config/config.ts'
import { type NeedId, NO_SKILL, type SkillId, type Weight, type Writable } from './units.ts'

/**
 * What conversations ask of any agent, interned: a row the first time that it is asked for. So far a
 * need is a skill, or none; channel class, allocated group and requirement step join its name here.
 */
export class Needs {
  count = 0
  readonly skill: SkillId[] & Writable<NeedId, SkillId> = []
  readonly weight: Weight[] & Writable<NeedId, Weight> = []
  private readonly rows: (NeedId | undefined)[] = []
  private readonly config: Config

  constructor(config: Config) {
    this.config = config
  }

  /** The need of a skill's conversations if it was ever asked for. */
  find(skill: SkillId): NeedId | undefined {
    return this.rows[skill + 1]
  }

  add(skill: SkillId): NeedId {
    const need = this.count++ as NeedId
    this.rows[skill + 1] = need
    this.skill.push(skill)
    this.weight.push(skillOf(this.config, skill).weightActive)
    return need
  }
}

/** The settings of a skill, or those of conversations without one. */
export function skillOf(config: Config, skill: SkillId) {
  return skill === NO_SKILL ? config.unskilled : config.skills[skill]
}
