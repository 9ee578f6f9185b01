import { needFor } from './asks.ts'
import { watchInactivity } from './autoclose.ts'
import { recount } from './capacity/room.ts'
import type { KeptConsumers } from './consumers.ts'
import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { openFor } from './leftovers.ts'
import { resumeLogouts } from './logout.ts'
import { wait } from './manual.ts'
import { line, stirAll } from './queueing.ts'
import { type Columns, keepRows, openRows, takeRows } from './kept-rows.ts'
import { keepNeeds, type KeptNeed, restoreNeeds } from './kept-needs.ts'
import type { Reason } from './reason.ts'
import { armOverflow, type KeptOverflow, restoreEntries } from './overflow.ts'
import { resumeSteps } from './relaxation.ts'
import type { Allocation } from './split.ts'
import type { Sparse } from './sparse.ts'
import { awaitEnd } from './survey.ts'
import { Stage } from './tables.ts'
import { keepTimers, type KeptTimers, restoreTimers } from './timers.ts'
import type { Triple } from './triples.ts'
import {
  type AgentId,
  type ConversationId,
  type ConversationKey,
  NEVER,
  type Time,
} from './units.ts'

/**
 * All that a router knows, without what follows from it: heaps, tallies and deadlines are built
 * again. Conversations stand by key, so that the rows that they happened to have leave no mark. It is
 * plain data of typed arrays: a host may clone, store and hash it.
 */
export interface Snapshot {
  readonly version: 1
  readonly now: Time
  /** Events applied and effects told so far. */
  readonly applied: number
  /** The next pass of a cycle. */
  readonly passAt: Time
  /** Passes that assigned or offered something. */
  readonly passes: number
  readonly effects: number
  readonly agents: Columns
  readonly conversations: Columns
  readonly consumers: KeptConsumers
  /** Targets that conversations know by their places. */
  readonly triples: readonly Triple[]
  /** Timers that run as they were once set, by kind, ascending by key. */
  readonly timers: KeptTimers
  /** The needs in use in order, and the nearest miss last told of each. */
  readonly needs: readonly KeptNeed[]
  readonly allocations: readonly Allocation[]
  readonly overflow: KeptOverflow
  readonly told: readonly { readonly conversation: ConversationKey; readonly reason: Reason }[]
  /** Facts that few conversations have, by room, ascending by key. */
  readonly sparse: Readonly<Record<string, readonly (readonly [ConversationKey, unknown])[]>>
}

const agentColumns = [
  'presence',
  'used',
  'held',
  'lastAssignedAt',
  'lastEndedAt',
  'loggedInAt',
  'given',
  'lastGivenAt',
  'warming',
  'carried',
  'reserved',
  'ringing',
  'botStatus',
  'presenceSince',
  'active',
  'readyTime',
  'logsOutAt',
] as const
/** What the router knows now. Canonical: equal states give equal snapshots. */
export function takeSnapshot(ledger: Ledger): Snapshot {
  const { agents, applied, conversations: c, now, trace } = ledger
  const rows = openRows(c)
  return {
    version: 1,
    now,
    applied,
    passAt: ledger.passAt,
    passes: ledger.passes,
    effects: trace.length,
    agents: Object.fromEntries(
      agentColumns.map((name) => [name, (agents[name] as unknown as Float64Array).slice()]),
    ),
    conversations: keepRows(c, rows),
    consumers: ledger.consumers.keep(),
    triples: ledger.triples.keep(),
    timers: keepTimers(ledger, rows),
    needs: keepNeeds(ledger),
    allocations: ledger.split.keep(),
    overflow: ledger.overflow.keep(now),
    told: toldOf(ledger),
    sparse: Object.fromEntries(
      Object.entries(ledger.sparse).map(([room, facts]) => [
        room,
        (facts as Sparse<unknown>).keep(c.key),
      ]),
    ),
  }
}

function toldOf({ aside, conversations: c }: Ledger): Snapshot['told'] {
  return [...aside.told]
    .map(([row, reason]) => ({ conversation: c.key[row], reason }))
    .sort((a, b) => a.conversation - b.conversation)
}

/**
 * Puts a new ledger where the snapshot was taken.
 * @throws RangeError if it was taken under more agents or skills.
 */
export function restore(ledger: Ledger, from: Snapshot): void {
  check(ledger, from)
  ledger.now = from.now
  ledger.applied = from.applied
  ledger.passAt = from.passAt
  ledger.passes = from.passes
  // An older snapshot lacks the newest columns.
  for (const name of agentColumns)
    (ledger.agents[name] as unknown as Float64Array).set(from.agents[name] ?? [])
  const needs = restoreNeeds(ledger, from.needs)
  ledger.split.restore(from.allocations)
  ledger.consumers.restore(from.consumers)
  ledger.triples.restore(from.triples, ledger.config)
  const { key } = from.conversations
  takeRows(ledger, from.conversations)
  restoreSparse(ledger, from)
  openFor(ledger, from)
  resumeLogouts(ledger)
  for (let agent = 0; agent < ledger.agents.count; agent++)
    ledger.fallback.look(ledger, agent as AgentId)
  ledger.fallback.hasFlipped = false
  for (const row of ledger.exceptions.suggestions.keys())
    ledger.suggestedTo[ledger.exceptions.suggestions.get(row)!.agent]++
  for (let row = 0; row < key.length; row++) recount(ledger, row as ConversationId)
  for (let agent = 0; agent < ledger.agents.count; agent++) ledger.touch(agent as AgentId)
  if (ledger.overflow.isUsed) restoreEntries(ledger)
  for (let row = 0; row < key.length; row++) stand(ledger, row as ConversationId)
  from.needs.forEach(({ told }, i) => (ledger.told[needs[i]] = told))
  restoreTimers(ledger, from.timers)
  ledger.overflow.restore(from.overflow)
  ledger.stirred.clear()
  ledger.missed.clear()
  // A pass that was still to come looks at everything.
  if (from.passAt < NEVER) stirAll(ledger)
}

function check({ agents, config }: Ledger, from: Snapshot): void {
  const taken = from.agents.presence.length
  // Another configuration may have more agents: new ones come after.
  if (taken > agents.count)
    throw new RangeError(`the snapshot has ${taken} agents, the configuration ${agents.count}`)
  const highest = Math.max(-1, ...from.needs.map(({ skill }) => skill))
  if (highest >= config.skills.length)
    throw new RangeError(
      `the snapshot uses skill ${highest}, the configuration has ${config.skills.length}`,
    )
}

function restoreSparse(ledger: Ledger, from: Snapshot): void {
  const { aside, conversations: c } = ledger
  const rooms = ledger.sparse as unknown as Readonly<Record<string, Sparse<unknown>>>
  for (const [room, facts] of Object.entries(from.sparse))
    for (const [key, fact] of facts) rooms[room].set(c.findAny(key), fact)
  for (const { conversation, reason } of from.told) aside.restore(c.find(conversation), reason)
}

/** In its place, with its deadlines: those due by now have fired already. */
function stand(ledger: Ledger, row: ConversationId): void {
  const { config, conversations: c, deadlines, exceptions, now, sparse } = ledger
  if (c.stage[row] === Stage.survey) return awaitEnd(ledger, row)
  const key = c.key[row]
  if (c.stage[row] === Stage.queued) {
    c.need[row] = needFor(ledger, row)
    line(ledger, row)
    resumeSteps(ledger, row)
    if (ledger.overflow.isUsed) armOverflow(ledger, row)
  }
  const due = c.due[row]
  if (due < NEVER && due + 1 > now)
    deadlines.set(DeadlineKind.duePassed, row, (due + 1) as Time, key)
  if (c.inactiveAt[row] < NEVER) deadlines.set(DeadlineKind.activity, row, c.inactiveAt[row], key)
  if (ledger.unassigns && c.stage[row] === Stage.assigned) ledger.hands.add(c.agent[row], row)
  if (sparse.manual.has(row)) wait(ledger, row)
  watchInactivity(ledger, row)
  if (c.stage[row] === Stage.queued && exceptions.has(row)) {
    const holdEnd = exceptions.nextEnd(config, row, now)
    if (holdEnd < NEVER) deadlines.set(DeadlineKind.holdEnd, row, holdEnd, key)
  }
  const suggestion = exceptions.suggestions.get(row)
  if (suggestion && suggestion.until < NEVER)
    deadlines.set(DeadlineKind.suggestionTimeout, row, suggestion.until, key)
  const [offer] = exceptions.offers.get(row) ?? []
  if (offer) deadlines.set(DeadlineKind.offerExpiry, row, offer.expiresAt, key)
}
