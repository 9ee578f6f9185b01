import type { Ledger } from './ledger.ts'
import { type Choice, chooseAmong } from './select.ts'
import { type AgentId, type ConversationId, type NeedId, NO_AGENT } from './units.ts'
import type { PairRank } from './view.ts'

/** Ranks that look at an agent and a conversation are asked only where they can decide. */

/** The best of all who are eligible for a conversation that excepts nobody. */
export function bestFor(ledger: Ledger, need: NeedId, conversation: ConversationId): AgentId {
  const { choice, ready } = ledger
  const { agents, first, late } = ledger.config.policy
  if (first?.applies?.(ledger, conversation) && firstOf(ledger, need, conversation, first))
    return choice.agent
  choice.agent = ready.best(need)
  // The mark is the first rank of all, and nobody has one here; then the first, on which all tie.
  const before = first === undefined ? 1 : 2
  choice.decidedBy = ready.decidedBy === 0 ? 0 : ready.decidedBy + before
  if (choice.decidedBy <= agents.length + before + ready.poolRanks) return choice.agent
  if (late.some(({ applies }) => applies?.(ledger, conversation) ?? true)) {
    const { agent, decidedBy } = chooseAmong(ledger, need, conversation, ready.all(need))
    choice.decidedBy = decidedBy
    return (choice.agent = agent)
  }
  // All of them tie, and the id decides.
  choice.decidedBy += late.length
  return choice.agent
}

/** The few whom the first rank puts before all others; false if none of them is eligible. */
function firstOf(
  ledger: Ledger,
  need: NeedId,
  conversation: ConversationId,
  { few, of }: PairRank,
): boolean {
  const { choice } = ledger
  const known = [...few!(ledger, conversation)].filter((a) => of(ledger, a, conversation) === 0)
  const best = chooseAmong(ledger, need, conversation, known)
  if (best.agent === NO_AGENT) return false
  choice.agent = best.agent
  // One of them alone: against anybody else it is this rank that decided.
  const isAlone = best.decidedBy === 0 && !others(ledger, need, best.agent)
  choice.decidedBy = best.decidedBy > 0 ? best.decidedBy : isAlone ? 0 : 2
  return true
}

function others(ledger: Ledger, need: NeedId, agent: AgentId): boolean {
  for (const other of ledger.ready.all(need)) if (other !== agent) return true
  return false
}

/** The last choice made: kept in one place, so that choosing leaves nothing behind. */
export type LastChoice = { -readonly [part in keyof Choice]: Choice[part] }
export const noChoice = (): LastChoice => ({ agent: NO_AGENT, decidedBy: 0 })
