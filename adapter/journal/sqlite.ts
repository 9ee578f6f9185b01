import { mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { DiskFull, type Entry, JournalError } from './journal.ts'
import type { Message, Row, Store } from './journal.ts'

const tables = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS journal (
  seq INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, "at" INTEGER NOT NULL, type TEXT NOT NULL,
  version INTEGER NOT NULL, payload TEXT NOT NULL, chain TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS messages (
  seq INTEGER PRIMARY KEY, conversation INTEGER NOT NULL, "at" INTEGER NOT NULL,
  author TEXT NOT NULL, agent INTEGER, text TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS messages_by_conversation ON messages (conversation, seq);
CREATE TABLE IF NOT EXISTS consumers (token TEXT PRIMARY KEY, consumer INTEGER NOT NULL) STRICT;`

type Db = InstanceType<typeof Database>

/** The file of a folder's journal. */
export const journalFile = (directory: string): string => join(directory, 'journal.db')

/**
 * A store in a folder of its own: SQLite, write-ahead log, every commit on the disk before it is
 * answered for.
 * @throws JournalError if another process writes it, or the folder cannot be used.
 */
export function openSqlite(directory: string): Store {
  try {
    mkdirSync(directory, { recursive: true })
  } catch (error) {
    throw new JournalError(
      `${directory}: cannot be made a folder: ${(error as Error).message}`,
      error,
    )
  }
  const lock = lockOf(directory)
  try {
    const db = new Database(journalFile(directory))
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
    db.exec(tables)
    return new SqliteStore(db, lock, directory)
  } catch (error) {
    lock.close()
    throw new JournalError(`${journalFile(directory)}: ${(error as Error).message}`, error)
  }
}

/** Held until the process ends, however it ends: a second writer cannot have it. */
function lockOf(directory: string): Db {
  const db = new Database(join(directory, 'writer.lock'))
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE;')
    return db
  } catch (error) {
    db.close()
    throw new JournalError(`${directory}: another process is writing this journal`, error)
  }
}

function nextEpoch(db: Db): number {
  const epoch = Number(metaOf(db, 'epoch') ?? 0) + 1
  setMeta(db, 'epoch', String(epoch))
  return epoch
}

function metaOf(db: Db, key: string): string | null {
  const found = db.prepare('SELECT value FROM meta WHERE key = ?').get(key) as
    | { value: string }
    | undefined
  return found?.value ?? null
}

function setMeta(db: Db, key: string, value: string): void {
  db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(key, value)
}

class SqliteStore implements Store {
  readonly epoch: number
  private readonly db: Db
  private readonly lock: Db
  private readonly directory: string
  private readonly insertEntry
  private readonly insertMessage
  private readonly insertConsumer

  constructor(db: Db, lock: Db, directory: string) {
    this.db = db
    this.lock = lock
    this.directory = directory
    this.epoch = nextEpoch(db)
    this.insertEntry = db.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)')
    this.insertMessage = db.prepare('INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?)')
    this.insertConsumer = db.prepare('INSERT INTO consumers VALUES (?, ?)')
  }

  get charter(): string | null {
    return metaOf(this.db, 'charter')
  }

  setCharter(text: string): void {
    setMeta(this.db, 'charter', text)
  }

  commit(rows: readonly Row[]): void {
    try {
      this.db.exec('BEGIN IMMEDIATE')
      for (const row of rows) this.insert(row)
      this.db.exec('COMMIT')
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK')
      const { code, message } = error as Error & { readonly code?: string }
      // Nothing of it is kept: SQLite answers for that.
      if (code === 'SQLITE_FULL' || /disk is full/.test(message)) throw new DiskFull(message, error)
      throw error
    }
  }

  *entries(after: number, type?: string): Generator<Entry> {
    yield* entriesOf(this.db, after, type)
  }

  free(): number {
    const { bavail, bsize } = statfsSync(this.directory)
    return bavail * bsize
  }

  messages(conversation: number): readonly Message[] {
    return this.db
      .prepare('SELECT * FROM messages WHERE conversation = ? ORDER BY seq')
      .all(conversation)
      .map((row) => ({ ...(row as Message) }))
  }

  consumerOf(token: string): number | null {
    const found = this.db.prepare('SELECT consumer FROM consumers WHERE token = ?').get(token) as
      | { consumer: number }
      | undefined
    return found?.consumer ?? null
  }

  close(): void {
    this.db.close()
    this.lock.close()
  }

  private insert({ content, entry }: Row): void {
    const { at, chain, epoch, payload, seq, type, version } = entry
    this.insertEntry.run(seq, epoch, at, type, version, payload, chain)
    const { consumer, message } = content
    if (message) {
      const { agent, author, conversation, text } = message
      this.insertMessage.run(seq, conversation, at, author, agent, text)
    }
    if (consumer) this.insertConsumer.run(consumer.token, consumer.consumer)
  }
}

function* entriesOf(db: Db, after: number, only?: string): Generator<Entry> {
  const where = only === undefined ? '' : 'AND type = ?'
  const page = db.prepare(`SELECT * FROM journal WHERE seq > ? ${where} ORDER BY seq LIMIT 5000`)
  for (let from = after; ;) {
    const rows = page.all(from, ...(only === undefined ? [] : [only])) as Entry[]
    for (const { at, chain, epoch, payload, seq, type, version } of rows)
      yield { seq, epoch, at, type, version, payload, chain }
    if (rows.length < 5000) return
    from = rows[rows.length - 1].seq
  }
}

/**
 * Reads a journal without writing, also while another process writes it.
 * @throws JournalError if there is none.
 */
export function readSqlite(directory: string): {
  readonly charter: string | null
  readonly entries: Entry[]
} {
  try {
    const db = new Database(journalFile(directory), {
      readonly: true,
      fileMustExist: true,
    })
    try {
      return { charter: metaOf(db, 'charter'), entries: [...entriesOf(db, 0)] }
    } finally {
      db.close()
    }
  } catch (error) {
    throw new JournalError(`${directory}: holds no journal (${(error as Error).message})`, error)
  }
}
