import type { AccountConfig } from '../config/account.ts'
import type { AgentId } from '../units.ts'
import type { Config } from '../config/config.ts'
import type { Policy, QueueOrder, Rank } from '../view.ts'
import { hasRoom, holdsSkill, online, warmedUp } from './conditions.ts'
import { byDue } from './order.ts'
import { prioritized } from './prioritized.ts'
import { accumulating } from './priority.ts'
import { idleFirst, lastAssignment, lastEnd, loadShare } from './ranks.ts'

const named = (name: string, agents: readonly Rank<AgentId>[]): Policy => ({
  name,
  match: holdsSkill,
  ready: [online, warmedUp, hasRoom],
  agents,
  conversations: byDue,
})

/** The rankings by name (SEMANTICS.md §3); each ends with the id. */
export const policies = {
  balanced: named('balanced', [loadShare, lastAssignment]),
  leastLoaded: named('leastLoaded', [loadShare]),
  roundRobin: named('roundRobin', [lastAssignment]),
  longestIdle: named('longestIdle', [idleFirst, lastEnd]),
  lastAgentFirst: named('lastAgentFirst', [loadShare, lastAssignment]),
} as const satisfies Record<string, Policy>
export type PolicyName = keyof typeof policies

/** The order of the queue that an account asks for. */
export function orderOf(config: Config): QueueOrder {
  if (config.classes) return accumulating(config.classes)
  return config.prioritization ? prioritized(config) : byDue
}

/** The policy that an account asks for. @throws RangeError for a ranking that there is not. */
export function policyOf({ ranking = 'balanced' }: AccountConfig): Policy {
  const policy = policies[ranking] as Policy | undefined
  if (policy) return policy
  throw new RangeError(`ranking "${ranking}" is none of ${Object.keys(policies).join(', ')}`)
}
