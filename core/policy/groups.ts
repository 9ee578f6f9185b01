import type { Config } from '../config/config.ts'
import { type GroupId, NO_GROUP, type SkillId } from '../units.ts'

/** Whether an agent of `own` belongs to `group`: exactly, or as a descendant where that counts. */
export function belongs({ groups, splitSubgroups }: Config, own: GroupId, group: GroupId): boolean {
  for (let above = own; above !== NO_GROUP; above = groups[above].parent) {
    if (above === group) return true
    if (!splitSubgroups) return false
  }
  return false
}

/**
 * Groups whose agents may take a conversation that is allocated to `group`: it alone, or, where a
 * split cascades, the skill's others after it, in ascending priority (SEMANTICS.md §6).
 */
export function triesOf(config: Config, skill: SkillId, group: GroupId): readonly GroupId[] {
  if (group === NO_GROUP) return []
  const split = config.skills[skill]?.split ?? []
  const isListed = split.some((share) => share.group === group)
  if (config.splitCascade === 'off' || !isListed) return [group]
  const others = split.filter((share) => share.group !== group)
  // Sorting is stable: of equal priorities the one listed first.
  return [group, ...others.toSorted((a, b) => a.priority - b.priority).map((one) => one.group)]
}

/** Place of an agent's group among the tries, −1 for none of them. */
export function tryOf(config: Config, own: GroupId, tries: readonly GroupId[]): number {
  return tries.findIndex((group) => belongs(config, own, group))
}
