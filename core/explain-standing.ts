import type { Ledger } from './ledger.ts'
import { rankNames } from './policy/rank-names.ts'
import { Reason } from './reason.ts'
import { rankers } from './select.ts'
import { isForgiven } from './suggestions.ts'
import { type AgentId, type ConversationId, NEVER, type Time } from './units.ts'
import type { Condition } from './view.ts'

/** The ranks that order agents for a conversation, by name and in order; after them is the id. */
export function policyRanks(ledger: Ledger, row: ConversationId) {
  const names = rankNames(ledger.config.policy)
  const all = rankers(ledger, ledger.conversations.need[row], row)
  return names.map((name, i) => ({ name, of: all[i] }))
}

/** Something in the way, and when it ends by itself. */
interface Hindrance {
  readonly reason: Reason
  readonly until: Time
}

/** All that keeps an agent from a conversation, climbing, not the first alone (SEMANTICS.md §3). */
export function reasonNow(ledger: Ledger, row: ConversationId, agent: AgentId) {
  const all = [...lasting(ledger, row, agent), ...own(ledger, row, agent)]
    .concat(fleeting(ledger, row, agent))
    .sort((a, b) => a.reason - b.reason)
  const [first] = all
  const until = first === undefined || first.until === NEVER ? null : first.until
  return { reasons: all.map(({ reason }) => reason), until }
}

function lasting(ledger: Ledger, row: ConversationId, agent: AgentId): Hindrance[] {
  const suggestion = ledger.exceptions.suggestions.get(row)
  const reason = ledger.config.policy.match(ledger, ledger.conversations.need[row], agent)
  const isSuggested = suggestion?.agent === agent
  const matches = reason === Reason.eligible || (isSuggested && reason === Reason.outsideGroup)
  return [
    ...(matches ? [] : [{ reason, until: NEVER }]),
    ...(suggestion === undefined || isSuggested
      ? []
      : [{ reason: Reason.reservedForOther, until: suggestion.until }]),
  ]
}

/** What the conversation has against this agent: a mark's hold, or that it was declined. */
function own(ledger: Ledger, row: ConversationId, agent: AgentId): Hindrance[] {
  const { config, exceptions, now } = ledger
  const reason = exceptions.reason(config, row, agent, now)
  return reason === Reason.eligible ? [] : [{ reason, until: exceptions.nextEnd(config, row, now) }]
}

function fleeting(ledger: Ledger, row: ConversationId, agent: AgentId): Hindrance[] {
  const need = ledger.conversations.need[row]
  const isSuggested = ledger.exceptions.suggestions.get(row)?.agent === agent
  const failed = (condition: Condition) => {
    const reason = condition.test(ledger, agent, need)
    return reason === Reason.eligible || (isSuggested && isForgiven(ledger, agent, reason))
      ? []
      : [{ reason, until: condition.until?.(ledger, agent, need) ?? NEVER }]
  }
  return ledger.ready.inUse.all.flatMap(failed)
}
