import type { Config } from '../config/config.ts'
import { Reason } from '../reason.ts'
import { type AgentId, NO_SKILL, type SkillId } from '../units.ts'
import type { Policy } from '../view.ts'
import { tryOf } from './groups.ts'

/**
 * What lasts (SEMANTICS.md §3, predicates 1 to 3, with §26.1–26.3 after the second): permission, the
 * skill or one that an overflow added, the levels that are required, the allocated group.
 */
export const matches: Policy['match'] = ({ config, needs }, need, agent) => {
  const { group, handles } = config.agents[agent]
  if (!handles) return Reason.noPermission
  const added = needs.added[need]
  const isAdded = added !== NO_SKILL && levelOf(config, agent, added) > 0
  if (!isAdded && !holds(config, agent, needs.skill[need])) return Reason.lacksSkill
  // Whoever lacks a required skill has no level in it, which is less than every level.
  for (const { minLevel, skill } of needs.requires[need])
    if (levelOf(config, agent, skill) < minLevel) return Reason.belowLevel
  const tries = needs.groups[need]
  const isInside = tries.length === 0 || tryOf(config, group, tries) >= 0
  return isInside ? Reason.eligible : Reason.outsideGroup
}

/** Unskilled conversations go to whom the account lets take them (§2). */
function holds(config: Config, agent: AgentId, skill: SkillId): boolean {
  const { skills } = config.agents[agent]
  if (skill === NO_SKILL) return skills.length === 0 || config.skilledAgentsTakeUnskilled
  return skills.includes(skill)
}

/** An agent's level in a skill, 1–10; 0 without it. */
export function levelOf({ agents }: Config, agent: AgentId, skill: SkillId): number {
  const place = agents[agent].skills.indexOf(skill)
  return place < 0 ? 0 : agents[agent].levels[place]
}
