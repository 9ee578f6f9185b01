import type { AccountConfig } from '../config/account.ts'
import type { AgentId } from '../units.ts'
import type { Config } from '../config/config.ts'
import type { Policy, QueueOrder, Rank } from '../view.ts'
import { notBlocked, withinClass } from './channels.ts'
import { enabled, hasRoom, online, warmedUp, withinBotLimit } from './conditions.ts'
import { matches } from './matching.ts'
import { byDue } from './order.ts'
import { prioritized } from './prioritized.ts'
import { history, random } from './pairs.ts'
import { accumulating } from './priority.ts'
import { byRatio, idleness } from './ratio.ts'
import {
  fewestActive,
  groupOrder,
  idleFirst,
  lastAssignment,
  lastEnd,
  level,
  loadShare,
  ownSkill,
  readyTime,
  residual,
} from './ranks.ts'
import { shiftLasts, shiftLastsFor } from './shift-end.ts'

/** What must hold in every policy, in climbing order (SEMANTICS.md §3, §26). */
const ready: Policy['ready'] = [
  ...[enabled, online, shiftLasts, shiftLastsFor, withinBotLimit, warmedUp],
  ...[notBlocked, withinClass, hasRoom],
]

const named = (
  name: string,
  agents: readonly Rank<AgentId>[],
  others: Partial<Pick<Policy, 'first' | 'pools' | 'late'>> = {},
): Policy => ({
  ...{ name, match: matches, ready, agents, conversations: byDue, late: [] },
  ...others,
})
const thenHistory = { late: [history] }

/** The rankings by name (SEMANTICS.md §3); each ends with the id. */
export const policies = {
  balanced: named('balanced', [loadShare, lastAssignment], thenHistory),
  historyFirst: named('historyFirst', [loadShare, lastAssignment], { first: history }),
  leastLoaded: named('leastLoaded', [loadShare]),
  roundRobin: named('roundRobin', [lastAssignment]),
  longestIdle: named('longestIdle', [idleFirst, lastEnd]),
  mostSkilled: named('mostSkilled', [level, loadShare, lastAssignment], thenHistory),
  lastAgentFirst: named('lastAgentFirst', [loadShare, lastAssignment], thenHistory),
  fewestActive: named('fewestActive', [fewestActive, lastAssignment]),
  residual: named('residual', [residual, lastAssignment]),
  random: named('random', [], { late: [random] }),
  queueIdleness: named('queueIdleness', [loadShare, lastAssignment], { pools: idleness }),
} as const satisfies Record<string, Policy>
export type PolicyName = keyof typeof policies

/** The order of the queue that an account asks for. */
export function orderOf(config: Config): QueueOrder {
  if (config.policy.pools) return byRatio
  if (config.classes) return accumulating(config.classes)
  return config.prioritization ? prioritized(config) : byDue
}

/**
 * The policy that an account asks for, with its refinements (§6, §26.1, §26.4, §26.9).
 * @throws RangeError for a ranking that there is not.
 */
export function policyOf(account: AccountConfig): Policy {
  const { ranking = 'balanced' } = account
  const policy = policies[ranking] as Policy | undefined
  if (policy === undefined)
    throw new RangeError(`ranking "${ranking}" is none of ${Object.keys(policies).join(', ')}`)
  const clocked = policy.agents.map((rank) =>
    rank === lastAssignment && account.idleClock === 'readyTime' ? readyTime : rank,
  )
  return { ...policy, agents: [...before(account), ...levelled(account, clocked)] }
}

/** Whose turn it is before anything else is looked at; only where something makes a difference. */
function before({ skills, splitCascade }: AccountConfig): Rank<AgentId>[] {
  const adds = skills.some(({ overflow }) => overflow?.some(({ mode }) => mode === 'add'))
  return [...(adds ? [ownSkill] : []), ...(splitCascade === 'byPriority' ? [groupOrder] : [])]
}

/** The level before the load, or after it and before the clock. */
function levelled({ levelRank = 'off' }: AccountConfig, ranks: Rank<AgentId>[]): Rank<AgentId>[] {
  if (levelRank === 'off' || ranks.includes(level)) return ranks
  const isClock = ranks[0] === lastAssignment || ranks[0] === readyTime
  const place = levelRank === 'beforeLoad' || isClock ? 0 : 1
  return ranks.toSpliced(place, 0, level)
}
