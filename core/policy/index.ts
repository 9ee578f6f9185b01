import type { AccountConfig } from '../config/account.ts'
import type { AgentId } from '../units.ts'
import type { Policy, Rank } from '../view.ts'
import { hasRoom, holdsSkill, online, warmedUp } from './conditions.ts'
import { due, idleFirst, lastAssignment, lastEnd, loadShare, longestWait } from './ranks.ts'

const named = (name: string, agents: readonly Rank<AgentId>[]): Policy => ({
  name,
  match: holdsSkill,
  ready: [online, warmedUp, hasRoom],
  agents,
  conversations: [due, longestWait],
})

/** The rankings by name (SEMANTICS.md §3); each ends with the id. */
export const policies = {
  balanced: named('balanced', [loadShare, lastAssignment]),
  leastLoaded: named('leastLoaded', [loadShare]),
  roundRobin: named('roundRobin', [lastAssignment]),
  longestIdle: named('longestIdle', [idleFirst, lastEnd]),
} as const satisfies Record<string, Policy>
export type PolicyName = keyof typeof policies

/** The policy that an account asks for. @throws RangeError for a ranking that there is not. */
export function policyOf({ ranking = 'balanced' }: AccountConfig): Policy {
  const policy = policies[ranking] as Policy | undefined
  if (policy) return policy
  throw new RangeError(`ranking "${ranking}" is none of ${Object.keys(policies).join(', ')}`)
}
