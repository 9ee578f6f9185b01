import type { WebSocket } from 'ws'
import type { Clock } from '../clock.ts'
import { Close } from './frames.ts'

/** A frame as it was sent: kept for those who come back. */
interface Sent {
  readonly s: number
  readonly text: string
}

/** Frames of a stream that are kept; who missed more gets a snapshot. */
const RING = 200
/** Bytes that may wait in a socket, and how long a socket may be silent, ms. */
const FULL = 1_048_576
const PING = 30_000

/** Who listens to which stream. Every frame is numbered without gaps; a snapshot says up to where. */
export class Streams {
  private readonly sockets = new Map<string, Set<WebSocket>>()
  private readonly rings = new Map<string, Sent[]>()
  private readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** The frames since `lastSeq`, or null if they are not all kept. */
  since(stream: string, lastSeq: number, now: number): readonly string[] | null {
    if (lastSeq === now) return []
    const ring = this.rings.get(stream) ?? []
    const first = ring.findIndex(({ s }) => s === lastSeq + 1)
    return first < 0 || lastSeq > now ? null : ring.slice(first).map(({ text }) => text)
  }

  join(stream: string, socket: WebSocket): void {
    const others = this.sockets.get(stream) ?? new Set()
    this.sockets.set(stream, others.add(socket))
    this.keepAlive(socket)
  }

  /** Returns whether the stream has nobody left. */
  leave(stream: string, socket: WebSocket): boolean {
    const others = this.sockets.get(stream)
    others?.delete(socket)
    if (others && others.size > 0) return false
    this.sockets.delete(stream)
    return others !== undefined
  }

  send(stream: string, s: number, frame: object): void {
    const text = JSON.stringify({ s, p: s - 1, ...frame })
    const ring = this.rings.get(stream) ?? []
    ring.push({ s, text })
    if (ring.length > RING) ring.shift()
    this.rings.set(stream, ring)
    for (const socket of this.sockets.get(stream) ?? []) sendTo(socket, text)
  }

  close(): void {
    for (const sockets of this.sockets.values()) for (const socket of sockets) socket.terminate()
  }

  /** A peer that is gone without a word is found within two pings. */
  private keepAlive(socket: WebSocket): void {
    let isAlive = true
    socket.on('pong', () => (isAlive = true))
    const ask = () => {
      if (socket.readyState !== socket.OPEN) return
      if (!isAlive) return socket.terminate()
      isAlive = false
      socket.ping()
      this.clock.after(PING, ask)
    }
    this.clock.after(PING, ask)
  }
}

/** One who does not read is let go, and resumes by number. */
export function sendTo(socket: WebSocket, text: string): void {
  if (socket.bufferedAmount > FULL) socket.close(Close.slow, 'slow')
  else socket.send(text)
}
