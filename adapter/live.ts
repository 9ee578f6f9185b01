import type { FastifyInstance } from 'fastify'
import websocket from '@fastify/websocket'
import { type AccountConfig, configure } from '../core/index.ts'
import { type ApiParts, serveApi } from './api/routes.ts'
import { Streams } from './api/streams.ts'
import { Tickets } from './api/tickets.ts'
import { Views } from './api/views.ts'
import { type Clock, wallClock } from './clock.ts'
import { Drive } from './drive.ts'
import { JournalError, type Store } from './journal/journal.ts'
import { openSqlite } from './journal/sqlite.ts'
import { servePages } from './pages/serve.ts'
import { recover } from './recover.ts'
import { loadSnapshot, saveSnapshot, stateHash } from './snapshots.ts'

/** What a live desk may be told. */
export interface LiveOptions {
  readonly account: AccountConfig
  /** Where its journal and its snapshots are. */
  readonly directory: string
  /** The version of the code, for the journal. */
  readonly code: string
  readonly clock?: Clock
  /** How long an agent may be out of reach before being offline, ms; 45 s unless told. */
  readonly lease?: number
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
  /** Writes what is left, and a snapshot. */
  close(): void
}

/**
 * Opens a live desk where it left off.
 * @throws JournalError if another process has it, its journal is damaged or belongs to another
 * account; RangeError if the account is wrong.
 */
export function openLive(options: LiveOptions): Live {
  const { account, clock = wallClock(), code, directory, lease = 45_000, onFailure } = options
  const config = configure(account)
  const store = openSqlite(directory)
  try {
    agree(store, account, directory)
    const { desk, replayed, tail } = recover(store, config, loadSnapshot(directory, config))
    const streams = new Streams(clock)
    const views = new Views(desk, account, (conversation) => store.messages(conversation))
    const drive = new Drive({
      ...{ desk, store, tail, clock },
      save: (at) => saveSnapshot(directory, { desk, tail: at }),
      listener: {
        told: (told) => streams.send(told.stream, told.s, views.frame(told)),
        failed: (error) => {
          streams.close()
          onFailure(new JournalError(`${directory}: ${error.message}`, error))
        },
      },
    })
    drive.submit({ type: 'writer.started', code })
    awaitAgents(drive, lease)
    const parts: ApiParts = { account, drive, store, streams, views, tickets: new Tickets(), lease }
    return {
      plugin: (app) => register(app, parts),
      stateHash: () => stateHash(desk),
      get seq() {
        return drive.last
      },
      replayed,
      close() {
        drive.stop()
        streams.close()
        store.close()
      },
    }
  } catch (error) {
    store.close()
    throw error
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

/** A journal belongs to one account: what it holds means nothing under another. */
function agree(store: Store, account: AccountConfig, directory: string): void {
  const charter = JSON.stringify(account)
  if (store.charter === null) store.setCharter(charter)
  else if (store.charter !== charter)
    throw new JournalError(
      `${directory}: this journal was begun with another account; give the desk another folder`,
    )
}
