import type { SkillRequirement } from './config/account.ts'
import type { Config, Requirement } from './config/config.ts'
import type { SkillId } from './units.ts'

/** A requirement, interned; 0 asks nothing. */
export type RequirementId = number & { readonly requirement: unique symbol }
export const NOTHING = 0 as RequirementId

/** Skills and levels that conversations require, each combination once (SEMANTICS.md §26.1–26.3). */
export class Requirements {
  private readonly ids = new Map<string, RequirementId>([['', NOTHING]])
  private readonly all: Requirement[] = [[]]
  private readonly names: string[] = ['']
  /** Of a configuration's own, by identity. */
  private readonly known = new Map<Requirement, RequirementId>()
  private readonly skills: ReadonlyMap<string, SkillId>

  constructor({ skills }: Config) {
    this.skills = new Map(skills.map(({ id }, place) => [id, place as SkillId]))
  }

  of(id: RequirementId): Requirement {
    return this.all[id]
  }

  /** The same text for the same requirement in every router. */
  name(id: RequirementId): string {
    return this.names[id]
  }

  /** As an event states it; undefined for a skill that there is not, or a level outside 1–10. */
  read(stated: readonly SkillRequirement[]): Requirement | undefined {
    const read = stated.map(({ minLevel = 1, skill }) => ({
      skill: this.skills.get(skill),
      minLevel,
    }))
    const isGood = ({ minLevel, skill }: (typeof read)[number]) =>
      skill !== undefined && Number.isInteger(minLevel) && minLevel >= 1 && minLevel <= 10
    return read.every(isGood) ? (read as unknown as Requirement) : undefined
  }

  /** Of one that the configuration holds. */
  idOf(requirement: Requirement): RequirementId {
    const known = this.known.get(requirement)
    if (known !== undefined) return known
    const id = this.intern(requirement)
    this.known.set(requirement, id)
    return id
  }

  /** All of several at once: of a skill that occurs twice the higher level holds. */
  intern(...parts: readonly Requirement[]): RequirementId {
    const levels = new Map<SkillId, number>()
    for (const { minLevel, skill } of parts.flat())
      levels.set(skill, Math.max(minLevel, levels.get(skill) ?? 0))
    const sorted = [...levels].sort(([a], [b]) => a - b)
    const name = sorted.map(([skill, level]) => `${skill}:${level}`).join()
    const known = this.ids.get(name)
    if (known !== undefined) return known
    const id = this.all.length as RequirementId
    this.ids.set(name, id)
    this.names.push(name)
    this.all.push(sorted.map(([skill, minLevel]) => ({ skill, minLevel })))
    return id
  }
}
