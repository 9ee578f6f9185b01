import { Entry, Kind, Move, Refusal, SuggestionEnd } from './codes.ts'
import { serves } from './config/known.ts'
import type { AccountConfig } from './config/account.ts'
import type { Config } from './config/config.ts'
import { configure } from './config/configure.ts'
import { Ledger } from './ledger.ts'
import { moveTo, requeue } from './moving.ts'
import { withdraw } from './offers.ts'
import { stirAll, unline } from './queueing.ts'
import { rankNames } from './policy/rank-names.ts'
import { restore, takeSnapshot } from './snapshot.ts'
import { endSuggestion } from './suggestions.ts'
import { Stage } from './tables.ts'
import { type AgentId, type ConversationId, NO_AGENT, NO_KEY, NO_SKILL } from './units.ts'

/**
 * Another configuration: a fresh ledger that is fed the state of the old one, so that what is stored
 * keeps its values (SEMANTICS.md §0, inheritance) and what is derived follows the new rules. Agents,
 * skills, groups and channels keep their places; who is gone is marked, and new ones come after.
 */
export function reconfigured(ledger: Ledger, account: AccountConfig): Ledger | Refusal {
  const config = checked(account)
  if (config === undefined || !extendsOld(ledger.config, config)) return Refusal.badConfiguration
  const next = new Ledger(config, ledger.trace)
  restore(next, takeSnapshot(ledger))
  const { applied, now, trace } = next
  trace.rename(rankNames(config.policy))
  trace.push(now, Kind.configured, NO_KEY, NO_AGENT, NO_SKILL, 0, 0, applied)
  settle(next)
  stirAll(next)
  return next
}

/** Undefined if the account is wrong: data that can be wrong is refused, not thrown. */
function checked(account: AccountConfig): Config | undefined {
  try {
    return configure(account)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Whether every place means what it meant. */
function extendsOld(old: Config, next: Config): boolean {
  const lists = ['skills', 'agents', 'groups', 'channels'] as const
  return lists.every((list) => old[list].every(({ id }, place) => next[list][place]?.id === id))
}

/** What cannot stay as it was, by key: queues of deleted skills, suggestions to who is gone. */
function settle(ledger: Ledger): void {
  const { config, conversations: c, exceptions } = ledger
  const rows = Array.from({ length: c.rows }, (_, row) => row as ConversationId)
    .filter((row) => c.stage[row] === Stage.queued)
    .sort((a, b) => c.key[a] - c.key[b])
  for (const row of rows) {
    if (config.skills[c.skill[row]]?.deleted) evict(ledger, row)
    const agent = exceptions.suggestions.get(row)?.agent
    if (agent === undefined || isFit(ledger, row, agent)) continue
    withdraw(ledger, row)
    endSuggestion(ledger, row, SuggestionEnd.agentGone)
  }
}

/** A deleted skill's queue moves to the account's default skill, else nobody's (§2). */
function evict(ledger: Ledger, row: ConversationId): void {
  const { config, conversations: c } = ledger
  const from = c.skill[row]
  const to = config.skills[config.defaultSkill]?.deleted ? NO_SKILL : config.defaultSkill
  withdraw(ledger, row)
  endSuggestion(ledger, row, SuggestionEnd.moved)
  unline(ledger, row)
  moveTo(ledger, row, to, Move.skillDeleted, NO_AGENT)
  requeue(ledger, row, Entry.skillDeleted, NO_AGENT, from)
}

function isFit(ledger: Ledger, row: ConversationId, agent: AgentId): boolean {
  const { enabled } = ledger.config.agents[agent]
  return enabled && serves(ledger.config, agent, ledger.conversations.skill[row])
}
