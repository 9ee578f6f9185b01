import { needFor } from './asks.ts'
import { recount } from './capacity/room.ts'
import type { Requirement } from './config/config.ts'
import { DeadlineKind } from './deadlines.ts'
import type { Ledger } from './ledger.ts'
import { line } from './queueing.ts'
import type { Ask, Needs } from './needs.ts'
import type { Reason } from './reason.ts'
import { resumeSteps } from './relaxation.ts'
import type { Sparse } from './sparse.ts'
import { Stage } from './tables.ts'
import {
  type AgentId,
  type ConversationId,
  type ConversationKey,
  type NeedId,
  NEVER,
  type Time,
} from './units.ts'

/** Columns by name. */
type Columns = Readonly<Record<string, Float64Array | Int32Array | Uint8Array>>

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
  readonly effects: number
  readonly agents: Columns
  readonly conversations: Columns
  /** The needs in use in order, and the nearest miss last told of each. */
  readonly needs: readonly (Omit<Ask, 'requirement'> & {
    readonly requires: Requirement
    readonly told: number
  })[]
  /** By skill and share of its split: allocations so far. */
  readonly allocations: readonly Int32Array[]
  readonly marks: readonly {
    readonly conversation: ConversationKey
    readonly agent: AgentId
    readonly until: Time
  }[]
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
] as const
const conversationColumns = [
  'key',
  'stage',
  'skill',
  'agent',
  'pending',
  'requeued',
  'activity',
  'weight',
  'openedAt',
  'enteredAt',
  'actionableSince',
  'pendingSince',
  'due',
  'inactiveAt',
  'consumer',
  'channel',
  'group',
  'owedSince',
  'lastConsumerAt',
  'changedAt',
  'assignedAt',
  'facts',
  'transfers',
] as const

/** What the router knows now. Canonical: equal states give equal snapshots. */
export function takeSnapshot(ledger: Ledger): Snapshot {
  const { agents, applied, conversations: c, needs, now, told, trace } = ledger
  const rows = openRows(ledger)
  const columns = conversationColumns.map((name) => {
    const column = c[name] as Float64Array | Int32Array | Uint8Array
    const kept = new (column.constructor as new (length: number) => typeof column)(rows.length)
    for (let i = 0; i < rows.length; i++) kept[i] = column[rows[i]]
    return [name, kept]
  })
  return {
    version: 1,
    now,
    applied,
    effects: trace.length,
    agents: Object.fromEntries(
      agentColumns.map((name) => [name, (agents[name] as unknown as Float64Array).slice()]),
    ),
    conversations: Object.fromEntries(columns) as Columns,
    needs: told.map((one, need) => ({ ...askOf(needs, need as NeedId), told: one })),
    allocations: ledger.split.allocations.map((given) => given.slice()),
    ...exceptions(ledger, rows),
    sparse: Object.fromEntries(
      Object.entries(ledger.sparse).map(([room, facts]) => [
        room,
        sparseOf(ledger, facts as Sparse<unknown>),
      ]),
    ),
  }
}

function askOf(needs: Needs, need: NeedId) {
  const { added, channel, group, requires, skill } = needs
  return {
    ...{ skill: skill[need], channel: channel[need], group: group[need] },
    ...{ requires: requires[need], added: added[need] },
  }
}

function sparseOf({ conversations: c }: Ledger, facts: Sparse<unknown>) {
  return [...facts.keys()]
    .map((row) => [c.key[row], facts.get(row)] as const)
    .sort(([a], [b]) => a - b)
}

function openRows({ conversations: c }: Ledger): Int32Array {
  const rows = new Int32Array(c.count)
  let n = 0
  for (let row = 0; row < c.rows; row++) if (c.stage[row] !== Stage.free) rows[n++] = row
  return rows.sort((a, b) => c.key[a] - c.key[b])
}

function exceptions({ aside, conversations: c }: Ledger, rows: Int32Array) {
  const marks: Snapshot['marks'][number][] = []
  const told: Snapshot['told'][number][] = []
  if (aside.none) return { marks, told }
  for (const row of rows as unknown as ConversationId[]) {
    const conversation = c.key[row]
    const own = [...aside.marksOf(row)].sort((a, b) => a.agent - b.agent)
    for (const mark of own) marks.push({ conversation, ...mark })
    const reason = aside.told.get(row)
    if (reason !== undefined) told.push({ conversation, reason })
  }
  return { marks, told }
}

/**
 * Puts a new ledger where the snapshot was taken.
 * @throws RangeError if it was taken under another number of agents or skills.
 */
export function restore(ledger: Ledger, from: Snapshot): void {
  check(ledger, from)
  ledger.now = from.now
  ledger.applied = from.applied
  for (const name of agentColumns)
    (ledger.agents[name] as unknown as Float64Array).set(from.agents[name])
  restoreNeeds(ledger, from)
  const { key } = from.conversations
  for (let i = 0; i < key.length; i++) takeRow(ledger, from, i)
  restoreExceptions(ledger, from)
  for (const [room, facts] of Object.entries(from.sparse))
    for (const [key, fact] of facts)
      (ledger.sparse as Readonly<Record<string, Sparse<unknown>>>)[room].set(
        ledger.conversations.find(key),
        fact,
      )
  for (let row = 0; row < key.length; row++) recount(ledger, row as ConversationId)
  for (let agent = 0; agent < ledger.agents.count; agent++) ledger.touch(agent as AgentId)
  for (let row = 0; row < key.length; row++) stand(ledger, row as ConversationId)
  from.needs.forEach(({ told }, need) => (ledger.told[need] = told))
  ledger.stirred.clear()
  ledger.missed.clear()
}

function restoreNeeds(ledger: Ledger, from: Snapshot): void {
  const { needs, split } = ledger
  for (const { requires, ...parts } of from.needs) {
    const ask = { ...parts, requirement: needs.requirements.intern(requires) }
    if (needs.findAsk(ask) === undefined) ledger.addNeed(ask)
  }
  from.allocations.forEach((given, skill) => split.allocations[skill].set(given))
}

function check({ agents, config }: Ledger, from: Snapshot): void {
  const taken = from.agents.presence.length
  if (taken !== agents.count)
    throw new RangeError(`the snapshot has ${taken} agents, the configuration ${agents.count}`)
  const highest = Math.max(-1, ...from.needs.map(({ skill }) => skill))
  if (highest >= config.skills.length)
    throw new RangeError(
      `the snapshot uses skill ${highest}, the configuration has ${config.skills.length}`,
    )
}

function takeRow({ conversations: c }: Ledger, from: Snapshot, i: number): void {
  const row = c.take(from.conversations.key[i] as ConversationKey)
  for (const name of conversationColumns)
    (c[name] as Float64Array)[row] = from.conversations[name][i]
}

function restoreExceptions({ aside, conversations: c }: Ledger, from: Snapshot): void {
  for (const { conversation, agent, until } of from.marks)
    aside.mark(c.find(conversation), agent, until)
  for (const { conversation, reason } of from.told) aside.told.set(c.find(conversation), reason)
}

/** In its place, with its deadlines: those due by now have fired already. */
function stand(ledger: Ledger, row: ConversationId): void {
  const { aside, conversations: c, deadlines, now } = ledger
  const key = c.key[row]
  if (c.stage[row] === Stage.queued) {
    c.need[row] = needFor(ledger, row)
    line(ledger, row)
    resumeSteps(ledger, row)
  }
  const due = c.due[row]
  if (due < NEVER && due + 1 > now)
    deadlines.set(DeadlineKind.duePassed, row, (due + 1) as Time, key)
  if (c.inactiveAt[row] < NEVER) deadlines.set(DeadlineKind.activity, row, c.inactiveAt[row], key)
  const holdEnd = aside.nextHoldEnd(row, now)
  if (holdEnd < NEVER && c.stage[row] === Stage.queued)
    deadlines.set(DeadlineKind.holdEnd, row, holdEnd, key)
}
