import type { RawData, WebSocket } from 'ws'
import { Close, parse, Refused } from './frames.ts'
import { asHello } from './frames.ts'
import { sendTo, type Streams } from './streams.ts'
import type { Tickets } from './tickets.ts'

/** What a kind of socket does. */
export interface Side {
  readonly streams: Streams
  readonly tickets: Tickets
  readonly now: () => number
  readonly after: (pause: number, act: () => void) => void
  /** Where the stream is, and all that it has said so far. */
  readonly snapshot: (stream: string) => { readonly s: number; readonly snapshot: object }
  /** Takes a command; calls back once it is done and on the disk. @throws Refused */
  readonly command: (
    stream: string,
    frame: object,
    done: (seq: number, refused?: Refused) => void,
  ) => void
  /** What a frame asks to see, null if it is a command. */
  readonly look?: (stream: string, frame: object) => object | null
  /** Calls once everything so far is on the disk: a snapshot must not tell of more. */
  readonly whenDurable: (done: () => void) => void
  readonly joined?: (stream: string) => void
  readonly left?: (stream: string) => void
}

/** How long a socket may take to say who it is, ms. */
const PATIENCE = 10_000

/** Serves one socket. Its first frame says for whom it speaks; every further one is a command. */
export function serveSocket(socket: WebSocket, side: Side): void {
  let stream: string | null = null
  side.after(PATIENCE, () => {
    if (stream === null) socket.close(Close.unauthenticated, 'no hello')
  })
  socket.on('message', (data: RawData, isBinary: boolean) => {
    const frame = isBinary ? null : read(socket, Buffer.isBuffer(data) ? data.toString() : '')
    if (isBinary) socket.close(Close.invalid, 'text frames only')
    if (frame === null) return
    if (stream !== null) return obey(socket, side, stream, frame)
    stream = welcome(socket, side, frame)
  })
  socket.on('error', () => socket.terminate())
  socket.once('close', () => {
    if (stream !== null && side.streams.leave(stream, socket)) side.left?.(stream)
  })
}

/** A frame; what is none is answered for and does no harm. */
function read(socket: WebSocket, text: string): object | null {
  try {
    return parse(text)
  } catch (error) {
    refuse(socket, undefined, error)
    return null
  }
}

function welcome(socket: WebSocket, side: Side, frame: object): string | null {
  try {
    const { lastSeq, ticket } = asHello(frame)
    const stream = side.tickets.take(ticket, side.now())
    if (stream === null) throw new Refused('UNAUTHENTICATED', 'the ticket is used or too old')
    side.whenDurable(() => greet(socket, side, stream, lastSeq))
    return stream
  } catch (error) {
    refuse(socket, undefined, error)
    socket.close(Close.unauthenticated, 'hello')
    return null
  }
}

function greet(socket: WebSocket, side: Side, stream: string, lastSeq: number | undefined): void {
  if (socket.readyState !== socket.OPEN) return
  const { s, snapshot } = side.snapshot(stream)
  const missed = lastSeq === undefined ? null : side.streams.since(stream, lastSeq, s)
  const mode = missed === null ? { mode: 'snapshot', snapshot } : { mode: 'resume' }
  sendTo(socket, JSON.stringify({ t: 'welcome', stream, s, serverTime: side.now(), ...mode }))
  for (const text of missed ?? []) sendTo(socket, text)
  side.streams.join(stream, socket)
  side.joined?.(stream)
}

function obey(socket: WebSocket, side: Side, stream: string, frame: object): void {
  const id = 'id' in frame && typeof frame.id === 'string' ? frame.id : undefined
  try {
    const seen = side.look?.(stream, frame)
    if (seen) return sendTo(socket, JSON.stringify({ re: id, ok: true, ...seen }))
    side.command(stream, frame, (seq, refused) => {
      if (refused) refuse(socket, id, refused)
      else sendTo(socket, JSON.stringify({ re: id, ok: true, seq }))
    })
  } catch (error) {
    refuse(socket, id, error)
  }
}

function refuse(socket: WebSocket, re: string | undefined, error: unknown): void {
  if (!(error instanceof Refused)) throw error
  const { code, message: msg } = error
  sendTo(socket, JSON.stringify({ ...(re !== undefined && { re }), err: { code, msg } }))
}
