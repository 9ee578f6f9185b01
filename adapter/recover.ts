import type { AccountConfig, RouterEvent } from '../core/index.ts'
import { type Charter, readCharter } from './charter.ts'
import { Desk } from './desk.ts'
import type { Tail } from './journal/group.ts'
import { checked, type Entry, GENESIS, JournalError, type Store } from './journal/journal.ts'
import { readSqlite } from './journal/sqlite.ts'
import { eventsOf } from './events.ts'
import type { Record } from './record.ts'
import type { Saved } from './snapshots.ts'

/** A desk that has caught up with its journal. */
export interface Recovered extends Saved {
  /** Entries that were taken again. */
  readonly replayed: number
  /** Entries that could not be taken and of which the journal does not say so yet. */
  readonly poison: readonly Poison[]
}

/** An entry that the desk threw at. */
export interface Poison {
  readonly seq: number
  readonly reason: string
}

const beginning: Tail = { seq: 0, chain: GENESIS, at: 0 }

/**
 * The desk as it was: from a snapshot or from nothing, and every entry since through the same step.
 * An entry that was refused when it was taken is refused again, so that later code does not change
 * history; one that throws now leaves the state half done, and all begins anew without it.
 * @param from gives the snapshot, each time anew: a desk that was begun with is used up.
 * @throws JournalError where the journal is damaged.
 */
export function recover(
  store: Store,
  charter: Charter,
  from: () => Saved | null = () => null,
): Recovered {
  const poison: Poison[] = []
  for (;;) {
    const { desk, tail } = from() ?? { desk: new Desk(charter), tail: beginning }
    const refused = new Set([...refusedIn(store, tail.seq), ...poison.map(({ seq }) => seq)])
    let last: Tail = tail
    let failed: Poison | null = null
    for (const entry of checked(store.entries(tail.seq), tail)) {
      failed = take(desk, entry, refused)
      if (failed) break
      last = entry
    }
    if (failed === null) return { desk, tail: last, replayed: last.seq - tail.seq, poison }
    poison.push(failed)
  }
}

/** Null if it was taken, or had been refused. */
function take(desk: Desk, entry: Entry, refused: ReadonlySet<number>): Poison | null {
  const record = recordOf(entry)
  if (refused.has(entry.seq)) {
    desk.poison(record)
    return null
  }
  try {
    desk.step(record, entry.at, entry.seq)
    return null
  } catch (error) {
    return { seq: entry.seq, reason: (error as Error).message }
  }
}

/** The entries after one of which the journal says that they could not be taken. */
function refusedIn(store: Store, after: number): number[] {
  return [...store.entries(after, 'event.refused')].flatMap((entry) => {
    const record = recordOf(entry)
    return record.type === 'event.refused' ? [record.refused] : []
  })
}

/** The record of an entry. */
export function recordOf({ payload, type }: Entry): Record {
  return { type, ...(JSON.parse(payload) as object) } as Record
}

/** What a journal holds, as the router sees it. */
export interface JournalRead {
  /** What it was begun with. */
  readonly account: AccountConfig
  /** What it goes by now: it has the places of all that there ever were. */
  readonly latest: AccountConfig
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
  const { account } = readCharter(charter)
  const all = [...checked(entries)].map((entry) => ({ entry, record: recordOf(entry) }))
  const refused = new Set(
    all.flatMap(({ record }) => (record.type === 'event.refused' ? [record.refused] : [])),
  )
  const events = all.flatMap(({ entry, record }) =>
    refused.has(entry.seq) ? [] : eventsOf(record, entry.at),
  )
  const latest = events.reduce(
    (now, event) => (event.type === 'account.configured' ? event.account : now),
    account,
  )
  const [from, to] = [entries[0].at, entries[entries.length - 1].at]
  return { account, latest, events, from, to }
}
