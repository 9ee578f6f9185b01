import { randomBytes } from 'node:crypto'

/** How long a ticket is good, ms. */
const GOOD = 30_000

/** One-time tickets: a socket says by its first frame for whom it speaks. */
export class Tickets {
  private readonly streams = new Map<string, { readonly stream: string; readonly until: number }>()

  give(stream: string, now: number): string {
    for (const [ticket, { until }] of this.streams) if (until < now) this.streams.delete(ticket)
    const ticket = randomBytes(24).toString('base64url')
    this.streams.set(ticket, { stream, until: now + GOOD })
    return ticket
  }

  /** For whom it speaks; null if it was used, is too old or was never given. */
  take(ticket: string, now: number): string | null {
    const found = this.streams.get(ticket)
    this.streams.delete(ticket)
    return found && found.until >= now ? found.stream : null
  }
}
