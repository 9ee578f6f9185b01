import type { Config } from './config/config.ts'

/**
 * Whether anything may lead a conversation elsewhere than from its queue to the best agent: splits,
 * steps, overflow, fallback, bots, offers, shifts that gate routing, agents who lose what they do not
 * answer. Without any of them a step of the router asks once for all, and not once for each.
 */
export function hasDetours(config: Config): boolean {
  const { agents, distributionMode, shiftGatesRouting, skills, unassigns } = config
  return (
    shiftGatesRouting ||
    unassigns ||
    distributionMode !== 'auto' ||
    agents.some(({ isBot }) => isBot) ||
    skills.some(
      ({ fallback, overflow, relaxation, split }) =>
        fallback >= 0 || split.length + relaxation.length + overflow.length > 0,
    )
  )
}
