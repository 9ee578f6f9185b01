import type { Bursts } from '../scenarios/index.ts'
import { type Stream, uniform } from './random.ts'

const HOUR = 3_600_000

/** The hidden state of arrivals in bursts: it starts as it is in the long run. */
export class Hidden {
  /** 0 or 1, and until when it lasts, ms. */
  state: number
  until: number
  private readonly turnsPerHour: readonly number[]
  private readonly stream: Stream
  private drawn = 0

  constructor({ turnsPerHour }: Bursts, start: number, stream: Stream) {
    const [away, back] = turnsPerHour
    this.turnsPerHour = turnsPerHour
    this.stream = stream
    this.state = Number(uniform(stream, 0, this.drawn++) * (away + back) < away)
    this.until = start + this.lasts()
  }

  /** The other state begins where this one ends. */
  turn(): void {
    this.state = 1 - this.state
    this.until += this.lasts()
  }

  private lasts(): number {
    const u = uniform(this.stream, 0, this.drawn++)
    return (-Math.log(u) * HOUR) / this.turnsPerHour[this.state]
  }
}
