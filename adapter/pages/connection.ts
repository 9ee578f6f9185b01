/** How a page stands with the server. */
export type Standing = 'connecting' | 'open' | 'lost'

/** Whatever the server says. */
export interface Frame {
  readonly t?: string
  readonly s?: number
  readonly re?: string
  readonly err?: { readonly code: string; readonly msg: string }
  readonly mode?: 'snapshot' | 'resume'
  readonly snapshot?: never
  readonly [key: string]: unknown
}

/** What a page wants to hear. */
export interface Ears {
  standing(standing: Standing): void
  snapshot(snapshot: never): void
  frame(frame: Frame): void
}

/** Pauses before the next attempt, ms; none is exact, so that not all come back at once. */
const PAUSES = [400, 1000, 2500, 5000, 10_000]

/**
 * A socket that comes back: it resumes where it stopped, and sends again what was not answered.
 * Commands carry ids, so that sending twice does once.
 */
export class Connection {
  private socket: WebSocket | null = null
  private last: number | undefined
  private attempts = 0
  private readonly open: () => Promise<string>
  private readonly path: string
  private readonly ears: Ears
  private readonly unanswered = new Map<string, { frame: object; answer: (frame: Frame) => void }>()

  /** @param open gives a ticket. */
  constructor(path: string, open: () => Promise<string>, ears: Ears) {
    this.path = path
    this.open = open
    this.ears = ears
    void this.connect()
  }

  /** Sends a command until it is answered. */
  send(command: object): Promise<Frame> {
    const id = crypto.randomUUID()
    const frame = { id, ...command }
    return new Promise((answer) => {
      this.unanswered.set(id, { frame, answer })
      if (this.socket?.readyState === WebSocket.OPEN && this.last !== undefined)
        this.socket.send(JSON.stringify(frame))
    })
  }

  private async connect(): Promise<void> {
    this.ears.standing('connecting')
    try {
      const ticket = await this.open()
      const socket = new WebSocket(
        `${location.protocol.replace('http', 'ws')}//${location.host}${this.path}`,
      )
      this.socket = socket
      socket.onopen = () =>
        socket.send(JSON.stringify({ t: 'hello', proto: 1, ticket, lastSeq: this.last }))
      socket.onmessage = ({ data }) => this.hear(JSON.parse(String(data)) as Frame)
      socket.onclose = () => this.later()
    } catch {
      this.later()
    }
  }

  private later(): void {
    this.socket = null
    this.ears.standing('lost')
    const pause = PAUSES[Math.min(this.attempts++, PAUSES.length - 1)]
    setTimeout(() => void this.connect(), pause * (0.5 + Math.random() / 2))
  }

  private hear(frame: Frame): void {
    if (frame.t === 'welcome') return this.welcome(frame)
    if (frame.re !== undefined) {
      this.unanswered.get(frame.re)?.answer(frame)
      this.unanswered.delete(frame.re)
      return
    }
    if (frame.s === undefined || frame.s <= (this.last ?? 0)) return
    // A gap would be silence: ask for everything anew instead.
    if (this.last !== undefined && frame.s !== this.last + 1) {
      this.last = undefined
      return this.socket?.close()
    }
    this.last = frame.s
    this.ears.frame(frame)
  }

  private welcome(frame: Frame): void {
    this.attempts = 0
    if (frame.mode === 'snapshot') {
      this.last = frame.s
      this.ears.snapshot(frame.snapshot as never)
    }
    this.ears.standing('open')
    for (const { frame: again } of this.unanswered.values())
      this.socket?.send(JSON.stringify(again))
  }
}

/** Asks the server for JSON. @throws Error with its words. */
export async function post<Answer>(path: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  const said = (await response.json()) as Answer & { error?: string }
  if (!response.ok) throw new Error(said.error ?? response.statusText)
  return said
}
