import { Entry, Kind, Refusal, SuggestionEnd } from './codes.ts'
import { serves } from './config/known.ts'
import type { AccountConfig } from './config/account.ts'
import type { Config } from './config/config.ts'
import { configure } from './config/configure.ts'
import { needFor } from './asks.ts'
import { Ledger } from './ledger.ts'
import { requeue } from './moving.ts'
import { withdraw } from './offers.ts'
import { line, stirAll, unline } from './queueing.ts'
import { rankNames } from './policy/rank-names.ts'
import { restore, takeSnapshot } from './snapshot.ts'
import { endSuggestion } from './suggestions.ts'
import { leaveGroup } from './split.ts'
import { isOpen, Stage } from './tables.ts'
import {
  type AgentId,
  type ConversationId,
  NO_AGENT,
  NO_KEY,
  NO_SKILL,
  type SkillId,
} from './units.ts'

/**
 * Another configuration: a fresh ledger that is fed the state of the old one, so that what is stored
 * keeps its values (SEMANTICS.md §0, inheritance) and what is derived follows the new rules. Agents,
 * skills, groups and channels keep their places; who is gone is marked, and new ones come after.
 */
export function reconfigured(ledger: Ledger, account: AccountConfig): Ledger | Refusal {
  const config = checked(account)
  if (config === undefined || !extendsOld(ledger.config, config)) return Refusal.badConfiguration
  if (deletesInUse(ledger, config)) return Refusal.skillInUse
  const next = new Ledger(config, ledger.trace)
  restore(next, takeSnapshot(ledger))
  const { applied, now, trace } = next
  trace.rename(rankNames(config.policy))
  trace.push(now, Kind.configured, NO_KEY, NO_AGENT, NO_SKILL, 0, 0, applied)
  settle(next)
  stirAll(next)
  return next
}

/** Skills that were not deleted before, and are while conversations are open in them (§2). */
function deletesInUse(ledger: Ledger, next: Config): boolean {
  const { config: old, conversations: c } = ledger
  if (next.deletedSkill === 'toDefault') return false
  const isLost = (skill: SkillId) => next.skills[skill]?.deleted && !old.skills[skill].deleted
  return openRows(ledger).some((row) => isLost(c.skill[row]))
}

/** The open conversations, by key. */
function openRows({ conversations: c }: Ledger): ConversationId[] {
  return Array.from({ length: c.rows }, (_, row) => row as ConversationId)
    .filter((row) => isOpen(c.stage[row]))
    .sort((a, b) => c.key[a] - c.key[b])
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

/** What cannot stay, by key: queues of deleted skills, deleted groups, suggestions to who is gone. */
function settle(ledger: Ledger): void {
  const { config, conversations: c, exceptions } = ledger
  for (const row of openRows(ledger)) {
    if (c.stage[row] === Stage.queued && config.skills[c.skill[row]]?.deleted) evict(ledger, row)
    if (config.groups[c.group[row]]?.deleted) release(ledger, row)
    const agent = exceptions.suggestions.get(row)?.agent
    if (agent === undefined || isFit(ledger, row, agent)) continue
    withdraw(ledger, row)
    endSuggestion(ledger, row, SuggestionEnd.agentGone)
  }
}

/** It enters a queue again, which no deleted skill has (§2). */
function evict(ledger: Ledger, row: ConversationId): void {
  withdraw(ledger, row)
  endSuggestion(ledger, row, SuggestionEnd.moved)
  unline(ledger, row)
  requeue(ledger, row, Entry.skillDeleted, NO_AGENT, ledger.conversations.skill[row])
}

/** A deleted group keeps nothing: it waits for another draw, if its skill has one (§6). */
function release(ledger: Ledger, row: ConversationId): void {
  const isQueued = ledger.conversations.stage[row] === Stage.queued
  if (isQueued) {
    withdraw(ledger, row)
    unline(ledger, row)
  }
  leaveGroup(ledger, row)
  if (!isQueued) return
  ledger.conversations.need[row] = needFor(ledger, row)
  line(ledger, row)
}

function isFit(ledger: Ledger, row: ConversationId, agent: AgentId): boolean {
  const { enabled } = ledger.config.agents[agent]
  return enabled && serves(ledger.config, agent, ledger.conversations.skill[row])
}
