import type { FastifyInstance } from 'fastify'
import websocket from '@fastify/websocket'
import { type AccountConfig, configure } from '../core/index.ts'
import type { Texts } from '../scenarios/index.ts'
import { type ApiParts, serveApi } from './api/routes.ts'
import { Streams } from './api/streams.ts'
import { Tickets } from './api/tickets.ts'
import { Views } from './api/views.ts'
import { type Charter, isSame, keepPlaces, readCharter, writeCharter } from './charter.ts'
import { type Clock, wallClock } from './clock.ts'
import { Drive } from './drive.ts'
import { JournalError, type Store } from './journal/journal.ts'
import { openSqlite } from './journal/sqlite.ts'
import { servePages } from './pages/serve.ts'
import { ReadOnly } from './room.ts'
import { recover } from './recover.ts'
import { loadSnapshot, saveSnapshot, stateHash } from './snapshots.ts'

/** What a live desk may be told. */
export interface LiveOptions {
  readonly account: AccountConfig
  /** What its automatic messages say. */
  readonly texts?: Texts | undefined
  /** Where its journal and its snapshots are. */
  readonly directory: string
  /** The version of the code, for the journal. */
  readonly code: string
  readonly clock?: Clock
  /** Opens its store; SQLite in the folder unless told. @throws JournalError */
  readonly open?: (directory: string) => Store
  /** How long an agent may be out of reach before being offline, ms; 45 s unless told. */
  readonly lease?: number
  /** Bytes that stay free on the disk; below, the desk is read-only. 256 MiB unless told. */
  readonly reserve?: number
  /** Told what whoever runs the desk should know, and after which it goes on. */
  readonly onTrouble?: (words: string) => void
  /** Told once when nothing can be written any more: the process must end. */
  readonly onFailure: (error: JournalError) => void
}

/** A live desk. */
export interface Live {
  /** Registers the pages `/message` and `/agent`, the API under `/v1`, `/healthz` and `/readyz`. */
  readonly plugin: (app: FastifyInstance) => Promise<void>
  /** SHA-256 of all that the desk knows. */
  stateHash(): string
  /** The last entry of the journal. */
  readonly seq: number
  /** Entries that were taken again at the start. */
  readonly replayed: number
  /**
   * Another account from now on, and other texts: who is gone keeps the place. What is the same as
   * before changes nothing.
   * @throws RangeError if the account is wrong.
   */
  configure(account: AccountConfig, texts?: Texts): void
  /** Writes what is left, and a snapshot. */
  close(): void
}

/**
 * Opens a live desk where it left off.
 * @throws JournalError if another process has it, its journal is damaged or belongs to another
 * account; RangeError if the account is wrong.
 */
export function openLive(options: LiveOptions): Live {
  const { account, clock = wallClock(), code, directory, lease = 45_000 } = options
  const { onFailure, onTrouble = () => {}, open = openSqlite, reserve, texts = null } = options
  configure(account)
  const store = open(directory)
  try {
    const charter = agree(store, { account, texts }, directory)
    const from = () => loadSnapshot(directory)
    const { desk, poison, replayed, tail } = recover(store, charter, from)
    const streams = new Streams(clock)
    const messages = (conversation: number) => store.messages(conversation)
    const drive: Drive = new Drive({
      ...{ desk, store, tail, clock, ...(reserve !== undefined && { reserve }) },
      save: (at) => saveSnapshot(directory, { desk: drive.desk, tail: at }),
      rebuild: () => recover(store, charter, from).desk,
      listener: {
        told: (told) => streams.send(told.stream, told.s, views.frame(told)),
        trouble: onTrouble,
        failed: (error) => {
          streams.close()
          onFailure(new JournalError(`${directory}: ${error.message}`, error))
        },
      },
    })
    const views = new Views(() => drive.desk, messages)
    begin(drive, code, () => {
      if (poison.length > 0) drive.refuse(poison)
      reform(drive, { account, texts })
    })
    awaitAgents(drive, lease)
    const parts: ApiParts = { drive, store, streams, views, tickets: new Tickets(), lease }
    return {
      plugin: (app) => register(app, parts),
      stateHash: () => stateHash(drive.desk),
      get seq() {
        return drive.last
      },
      replayed,
      configure: (next, said) => reform(drive, { account: next, texts: said ?? null }),
      close() {
        try {
          drive.stop()
        } finally {
          streams.close()
          store.close()
        }
      },
    }
  } catch (error) {
    store.close()
    throw error
  }
}

/** A desk on a full disk begins all the same: it shows what it knows. */
function begin(drive: Drive, code: string, act: () => void): void {
  try {
    drive.submit({ type: 'writer.started', code })
    act()
  } catch (error) {
    if (!(error instanceof ReadOnly)) throw error
  }
}

async function register(app: FastifyInstance, parts: ApiParts): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: 65_536, perMessageDeflate: false },
  })
  await app.register(servePages)
  serveApi(app, parts)
}

/** Who was online when the last process ended has the length of a lease to come back. */
function awaitAgents(drive: Drive, lease: number): void {
  const { presence } = drive.desk.router.view.agents
  const { agents } = drive.desk.router.view.config
  agents.forEach((_, agent) => {
    if (presence[agent as never] !== 0) drive.lease(agent, lease)
  })
}

/**
 * A journal belongs to one desk: its places mean nothing where nobody is the same.
 * @returns what it was begun with.
 */
function agree(store: Store, next: Charter, directory: string): Charter {
  if (store.charter === null) {
    store.setCharter(writeCharter(next))
    return next
  }
  const begun = readCharter(store.charter)
  const known = new Set(begun.account.agents.map(({ id }) => id))
  if (next.account.agents.some(({ id }) => known.has(id))) return begun
  throw new JournalError(
    `${directory}: this journal was begun with another account; give the desk another folder`,
  )
}

/** Another account is an entry like any other: what is in force follows from the journal. */
export function reform(drive: Drive, { account, texts }: Charter): void {
  configure(account)
  const { charter } = drive.desk
  const next = { account: keepPlaces(charter.account, account), texts }
  if (isSame(charter, next)) return
  configure(next.account)
  drive.submit({ type: 'config.changed', ...next })
}
