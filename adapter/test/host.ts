import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { WebSocket } from 'ws'
import type { AccountConfig } from '../../core/index.ts'
import { firstAccount, type Live, openLive, wallClock } from '../index.ts'
import { DiskFull, type Store } from '../journal/journal.ts'
import { openSqlite } from '../journal/sqlite.ts'

/** Whatever the server says. */
export type Frame = Record<string, unknown> & { readonly s?: number; readonly t?: string }

/** A desk that listens on a port of its own. */
export interface Host {
  readonly address: string
  readonly directory: string
  readonly live: Live
  /** What whoever runs it was told. */
  readonly troubles: readonly string[]
  /** Its disk, to be filled. */
  readonly disk: { room: number; isFull: boolean }
  /** Its clock, to be put forward. */
  readonly clock: { skip(ms: number): void }
  close(): Promise<void>
}

export async function host(
  account: AccountConfig = firstAccount,
  directory = mkdtempSync(join(tmpdir(), 'switchyard-')),
): Promise<Host> {
  const onFailure = (error: Error) => {
    throw error
  }
  const troubles: string[] = []
  const disk = { room: 1e12, isFull: false }
  const clock = skippingClock()
  const live = openLive({
    ...{ account, directory, code: 'test', onFailure, clock },
    onTrouble: (words) => troubles.push(words),
    open: (folder) => openDisk(folder, disk),
  })
  const app = fastify({ forceCloseConnections: true })
  await app.register(live.plugin)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const close = async () => {
    live.close()
    await app.close()
  }
  return { address, clock, directory, disk, live, troubles, close }
}

/** The machine's clock, so much later. */
function skippingClock() {
  const wall = wallClock()
  let ahead = 0
  return {
    ...wall,
    now: () => wall.now() + ahead,
    wakeAt: (at: number, act: () => void) => wall.wakeAt(at - ahead, act),
    skip: (ms: number) => void (ahead += ms),
  }
}

/** The real store, on a disk with as much room as the test says. */
function openDisk(directory: string, disk: Host['disk']): Store {
  const store = openSqlite(directory)
  const commit = store.commit.bind(store)
  store.commit = (rows) => {
    if (disk.isFull) throw new DiskFull('database or disk is full')
    commit(rows)
  }
  store.free = () => disk.room
  return store
}

export async function post<Answer>(address: string, path: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(address + path, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return (await response.json()) as Answer
}

/** A client that keeps what it hears. */
export class Client {
  readonly heard: Frame[] = []
  closed: number | null = null
  private readonly socket: WebSocket
  private waiting: { test: (frame: Frame) => boolean; done: (frame: Frame) => void }[] = []
  private ids = 0

  constructor(address: string, side: 'agent' | 'consumer', headers = {}) {
    const url = `${address.replace('http', 'ws')}/v1/${side}/ws`
    this.socket = new WebSocket(url, { headers, perMessageDeflate: false })
    this.socket.on('message', (data: Buffer) => this.hear(JSON.parse(data.toString()) as Frame))
    this.socket.on('close', (code) => (this.closed = code))
    this.socket.on('error', () => {})
  }

  static async agent(address: string, name: string, lastSeq?: number): Promise<Client> {
    const { ticket } = await post<{ ticket: string }>(address, '/v1/sign-in', { name })
    return new Client(address, 'agent').hello(ticket, lastSeq)
  }

  static async consumer(address: string, token: string | null = null, lastSeq?: number) {
    const met = await post<{ ticket: string; token: string }>(address, '/v1/consumer', { token })
    const client = await new Client(address, 'consumer').hello(met.ticket, lastSeq)
    return { client, token: met.token }
  }

  async hello(ticket: string, lastSeq?: number): Promise<this> {
    await this.opened()
    this.raw(JSON.stringify({ t: 'hello', proto: 1, ticket, lastSeq }))
    await this.when(({ t }) => t === 'welcome')
    return this
  }

  opened(): Promise<void> {
    if (this.socket.readyState === WebSocket.OPEN) return Promise.resolve()
    return new Promise((done, failed) => {
      this.socket.once('open', done)
      this.socket.once('error', failed)
    })
  }

  raw(text: string | Buffer): void {
    this.socket.send(text)
  }

  /** Sends a command and waits for its answer. */
  async ask(command: object, id = `test-${process.pid}-${this.ids++}`): Promise<Frame> {
    this.raw(JSON.stringify({ id, ...command }))
    return this.when(({ re }) => re === id)
  }

  /** The first frame, heard already or to come, that passes. */
  when(test: (frame: Frame) => boolean): Promise<Frame> {
    const found = this.heard.find(test)
    if (found) return Promise.resolve(found)
    return new Promise((done) => this.waiting.push({ test, done }))
  }

  /** Without a word, as when a train goes into a tunnel. */
  drop(): void {
    this.socket.terminate()
  }

  private hear(frame: Frame): void {
    this.heard.push(frame)
    this.waiting = this.waiting.filter(({ done, test }) => {
      if (!test(frame)) return true
      done(frame)
      return false
    })
  }
}
