import type { Ledger } from './ledger.ts'
import { type Conversations, Stage } from './tables.ts'
import { type ChannelId, type ConsumerKey, type ConversationKey, NO_CONSUMER } from './units.ts'

/** Columns by name. */
export type Columns = Readonly<Record<string, Float64Array | Int32Array | Uint8Array>>

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
  'targets',
] as const

/** The rows in use, ascending by key. */
export function openRows(c: Conversations): Int32Array {
  const rows = new Int32Array(c.count)
  let n = 0
  for (let row = 0; row < c.rows; row++) if (c.stage[row] !== Stage.free) rows[n++] = row
  return rows.sort((a, b) => c.key[a] - c.key[b])
}

/** What a snapshot has of these rows. */
export function keepRows(c: Conversations, rows: Int32Array): Columns {
  const columns = conversationColumns.map((name) => [name, gathered(c[name], rows)])
  return Object.fromEntries(columns) as Columns
}

/** By kind, so that each loop knows what it reads and writes. */
function gathered(column: Columns[string], rows: Int32Array): Columns[string] {
  if (column instanceof Float64Array) return doubles(column, rows)
  return column instanceof Int32Array ? words(column, rows) : bytes(column, rows)
}

function doubles(column: Float64Array, rows: Int32Array): Float64Array {
  const kept = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) kept[i] = column[rows[i]]
  return kept
}

function words(column: Int32Array, rows: Int32Array): Int32Array {
  const kept = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) kept[i] = column[rows[i]]
  return kept
}

function bytes(column: Uint8Array, rows: Int32Array): Uint8Array {
  const kept = new Uint8Array(rows.length)
  for (let i = 0; i < rows.length; i++) kept[i] = column[rows[i]]
  return kept
}

/** A new ledger gives rows in order, so that a column is that of the snapshot. */
export function takeRows({ consumers, conversations: c }: Ledger, from: Columns): void {
  const { channel, consumer, key, stage } = from
  for (let i = 0; i < key.length; i++) c.take(key[i] as ConversationKey)
  for (const name of conversationColumns) (c[name] as Float64Array).set(from[name])
  for (let i = 0; i < key.length; i++)
    if (stage[i] === Stage.survey) c.surveys++
    else if (consumer[i] !== NO_CONSUMER)
      consumers.reopened(consumer[i] as ConsumerKey, channel[i] as ChannelId)
}
