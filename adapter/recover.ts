import type { AccountConfig, Config, RouterEvent } from '../core/index.ts'
import { Desk } from './desk.ts'
import type { Tail } from './journal/group.ts'
import { checked, type Entry, GENESIS, JournalError, type Store } from './journal/journal.ts'
import { readSqlite } from './journal/sqlite.ts'
import { eventsOf, type Record } from './record.ts'
import type { Saved } from './snapshots.ts'

/** A desk that has caught up with its journal. */
export interface Recovered extends Saved {
  /** Entries that were taken again. */
  readonly replayed: number
}

const beginning: Tail = { seq: 0, chain: GENESIS, at: 0 }

/**
 * The desk as it was: from a snapshot or from nothing, and every entry since through the same step.
 * @throws JournalError where the journal is damaged.
 */
export function recover(store: Store, config: Config, from: Saved | null): Recovered {
  const { desk, tail } = from ?? { desk: new Desk(config), tail: beginning }
  let last: Tail = tail
  for (const entry of checked(store.entries(tail.seq), tail)) {
    desk.step(recordOf(entry), entry.at, entry.seq)
    last = entry
  }
  return { desk, tail: last, replayed: last.seq - tail.seq }
}

/** The record of an entry. */
export function recordOf({ payload, type }: Entry): Record {
  return { type, ...(JSON.parse(payload) as object) } as Record
}

/** What a journal holds, as the router sees it. */
export interface JournalRead {
  readonly account: AccountConfig
  readonly events: readonly RouterEvent[]
  /** The instants of the first and the last entry, ms. */
  readonly from: number
  readonly to: number
}

/**
 * Reads a live journal, also while it is being written: the account and every event, as they were
 * told to the router.
 * @throws JournalError if there is none, or it is damaged.
 */
export function readJournal(directory: string): JournalRead {
  const { charter, entries } = readSqlite(directory)
  if (charter === null || entries.length === 0)
    throw new JournalError(`${directory}: the journal is empty`)
  const events = [...checked(entries)].flatMap((entry) => eventsOf(recordOf(entry), entry.at))
  const [from, to] = [entries[0].at, entries[entries.length - 1].at]
  return { account: JSON.parse(charter) as AccountConfig, events, from, to }
}
