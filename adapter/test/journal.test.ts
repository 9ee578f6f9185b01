import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { describe, expect, test } from 'vitest'
import { GroupJournal, type Tail } from '../journal/group.ts'
import { checked, type Draft, GENESIS, type Store } from '../journal/journal.ts'
import { emptyDisk, MemoryStore } from '../journal/memory.ts'
import { journalFile, openSqlite, readSqlite } from '../journal/sqlite.ts'

const start: Tail = { seq: 0, chain: GENESIS, at: 0 }
const folder = () => mkdtempSync(join(tmpdir(), 'switchyard-'))
const draft = (at: number, text?: string): Draft => ({
  ...{ at, type: 'message.received', payload: { conversation: 1, size: text?.length ?? 0 } },
  ...(text && { content: { message: { conversation: 1, author: 'consumer', agent: null, text } } }),
})

/** A journal whose flushes the test decides on. */
function journalOn(store: Store, tail: Tail = start) {
  const later: (() => void)[] = []
  const journal = new GroupJournal(store, tail, (act) => later.push(act))
  const durable: number[] = []
  journal.onDurable = (seq) => durable.push(seq)
  return { journal, durable, later }
}

/** Two kinds of store and what both must do. `reopen` is what a new process does. */
const kinds = {
  sqlite: () => {
    const directory = folder()
    return { open: () => openSqlite(directory) }
  },
  memory: () => {
    const disk = emptyDisk()
    return { open: () => new MemoryStore(disk) }
  },
}

describe.each(Object.entries(kinds))('a journal in %s', (_, kind) => {
  test('gives entries their place at once and makes them durable together', () => {
    const store = kind().open()
    const { durable, journal, later } = journalOn(store)
    expect([1, 2, 3].map((at) => journal.append(draft(at)).seq)).toEqual([1, 2, 3])
    expect([durable, [...store.entries(0)]]).toEqual([[], []])
    expect(later).toHaveLength(1)
    later[0]()
    expect(durable).toEqual([3])
    expect([...checked(store.entries(0))].map(({ at }) => at)).toEqual([1, 2, 3])
    store.close()
  })

  test('is there again for the next process, one epoch on, and goes on where it was', () => {
    const { open } = kind()
    const first = open()
    const { journal } = journalOn(first)
    journal.append(draft(5, 'hello'))
    journal.flush()
    first.setCharter('the account')
    first.close()
    const second = open()
    expect([second.epoch, second.charter]).toEqual([first.epoch + 1, 'the account'])
    const [entry] = [...second.entries(0)]
    const next = journalOn(second, entry)
    next.journal.append(draft(6, 'again'))
    next.journal.flush()
    const all = [...checked(second.entries(0))]
    expect(all.map(({ epoch, seq }) => [seq, epoch])).toEqual([
      [1, 1],
      [2, 2],
    ])
    expect(second.messages(1).map(({ at, seq, text }) => [seq, at, text])).toEqual([
      [1, 5, 'hello'],
      [2, 6, 'again'],
    ])
    second.close()
  })

  test('knows a consumer by the digest of their token, and nobody by another', () => {
    const store = kind().open()
    const { journal } = journalOn(store)
    const content = { consumer: { consumer: 7, token: 'digest' } }
    journal.append({ at: 1, type: 'consumer.seen', payload: { consumer: 7 }, content })
    journal.flush()
    expect([store.consumerOf('digest'), store.consumerOf('other')]).toEqual([7, null])
    store.close()
  })

  test('commits at once when much has gathered', () => {
    const store = kind().open()
    const { durable, journal } = journalOn(store)
    for (let i = 0; i < 10; i++) journal.append(draft(i, 'x'.repeat(8000)))
    expect(durable.length).toBe(1)
    store.close()
  })
})

test('after an error of the disk nothing is durable any more, and everybody is told', () => {
  for (const faults of [{ failAt: 2 }, { tearAt: { commit: 2, rows: 1 } }]) {
    const disk = emptyDisk()
    const { durable, journal } = journalOn(new MemoryStore(disk, faults))
    const failures: string[] = []
    journal.onFailure = ({ message }) => failures.push(message)
    journal.append(draft(1))
    journal.flush()
    journal.append(draft(2))
    journal.append(draft(3))
    expect(() => journal.flush()).toThrow('the journal cannot be written')
    expect(() => journal.append(draft(4))).toThrow('the journal cannot be written')
    expect([durable, failures.length]).toEqual([[1], 1])
    // What is there is a valid beginning: what was acknowledged, and perhaps more.
    const kept = [...checked(new MemoryStore(disk).entries(0))]
    expect(kept.length).toBeGreaterThanOrEqual(1)
  }
})

test('a second process is refused while the first one lives', () => {
  const directory = folder()
  const first = openSqlite(directory)
  expect(() => openSqlite(directory)).toThrow('another process is writing this journal')
  first.close()
  openSqlite(directory).close()
})

test('damage anywhere is found, and told by its number', () => {
  const directory = folder()
  const store = openSqlite(directory)
  const { journal } = journalOn(store)
  for (let i = 1; i <= 5; i++) journal.append(draft(i))
  journal.flush()
  store.close()
  const broken = (sql: string) => {
    const db = new Database(journalFile(directory))
    db.exec(`BEGIN; ${sql}`)
    const rows = db.prepare('SELECT * FROM journal ORDER BY seq').all() as never[]
    db.exec('ROLLBACK')
    db.close()
    return () => [...checked(rows)]
  }
  expect(broken('SELECT 1')()).toHaveLength(5)
  expect(broken(`UPDATE journal SET payload = '{}' WHERE seq = 3`)).toThrow(
    'entry 3: it is damaged',
  )
  expect(broken('UPDATE journal SET "at" = 99 WHERE seq = 2')).toThrow('entry 2: it is damaged')
  expect(broken('DELETE FROM journal WHERE seq = 4')).toThrow('entry 5: it follows entry 3')
  expect(broken('UPDATE journal SET version = 9 WHERE seq = 1')).toThrow('entry 1: version 9')
})

test('a journal can be read while it is written, and none is said to be none', () => {
  const directory = folder()
  const store = openSqlite(directory)
  const { journal } = journalOn(store)
  journal.append(draft(1))
  journal.flush()
  expect(readSqlite(directory).entries).toHaveLength(1)
  store.close()
  expect(() => readSqlite(folder())).toThrow('holds no journal')
})
