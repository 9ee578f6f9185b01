import { type AgentId, type ChannelId, NO_SKILL, type SkillId } from '../units.ts'
import type { Config } from './config.ts'

/** Whether a configuration has what an event names: whatever a host may tell. */

export function knowsAgent({ agents }: Config, agent: AgentId): boolean {
  return Number.isInteger(agent) && agent >= 0 && agent < agents.length
}

export function knowsChannel({ channels }: Config, channel: ChannelId): boolean {
  return Number.isInteger(channel) && channel >= 0 && channel < channels.length
}

/** No skill is known, and a deleted one is not. */
export function knowsSkill({ skills }: Config, skill: SkillId): boolean {
  if (skill === NO_SKILL) return true
  const known = Number.isInteger(skill) ? skills[skill] : undefined
  return known !== undefined && !known.deleted
}

/** Whether `agent` holds a skill, or takes what has none (SEMANTICS.md §2). */
export function serves(config: Config, agent: AgentId, skill: SkillId): boolean {
  const { skills } = config.agents[agent]
  if (skill === NO_SKILL) return config.skilledAgentsTakeUnskilled || skills.length === 0
  return skills.includes(skill)
}
