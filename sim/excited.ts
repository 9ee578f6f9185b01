/**
 * One side of a conversation whose messages excite messages: its rate, which fades exponentially, and
 * how much of its integral is left until the side writes. Times in ms.
 */
export class Side {
  private readonly fades: number
  private rate = 0
  private since: number
  private left = Number.POSITIVE_INFINITY

  constructor(fades: number, now: number) {
    this.fades = fades
    this.since = now
  }

  /** After a message: the integral until the next, by inversion from one uniform. */
  wants(u: number): void {
    this.left = -Math.log1p(-u)
  }

  /** A message that causes so many of this side. */
  excite(causes: number): void {
    this.rate += causes / this.fades
  }

  /** It will not write any more. */
  end(): void {
    this.rate = 0
    this.left = Number.POSITIVE_INFINITY
  }

  /** The rate times `speed` until now; at speed 0 the side stands still and nothing fades. */
  advance(now: number, speed: number): void {
    const lasted = now - this.since
    this.since = now
    if (speed === 0 || lasted === 0) return
    const kept = Math.exp(-lasted / this.fades)
    this.left -= speed * this.rate * this.fades * (1 - kept)
    this.rate *= kept
  }

  /** When it writes if nothing happens before, Infinity for never. */
  next(speed: number): number {
    const share = Math.max(0, this.left) / (speed * this.rate * this.fades)
    return share < 1 ? this.since - this.fades * Math.log1p(-share) : Number.POSITIVE_INFINITY
  }
}
