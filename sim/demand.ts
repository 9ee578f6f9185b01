import type { Arrivals as Model, Bursts, Curve, Demand, Scenario } from '../scenarios/index.ts'
import { Hidden } from './bursts.ts'
import { Busy } from './busy.ts'
import { highest, rateAt } from './curves.ts'
import { type Stream, streamOf, uniform } from './random.ts'

const HOUR = 3_600_000

/** Instants of arrivals one after the other, in whole ms; Infinity when there are no more. */
export class Arrivals {
  private readonly demand: Demand
  private readonly start: number
  private readonly end: number
  private readonly cycle: number
  private readonly stream: Stream
  private readonly hidden: Hidden | null
  private readonly busy: Busy
  private drawn = 0
  private at: number

  constructor(scenario: Scenario, demand: Demand, replication: number) {
    this.demand = demand
    this.start = scenario.start
    this.end = scenario.start + scenario.horizon
    this.stream = streamOf(scenario.seed, replication, `arrivals/${demand.name}`)
    this.at = scenario.start
    const { arrivals } = demand
    const own = arrivals.kind === 'curve' ? arrivals.cycle : undefined
    this.cycle = own ?? scenario.cycle ?? Number.POSITIVE_INFINITY
    this.busy = new Busy(scenario, demand.name, replication)
    const states = streamOf(scenario.seed, replication, `bursts/${demand.name}`)
    this.hidden = arrivals.kind === 'bursts' ? new Hidden(arrivals, scenario.start, states) : null
  }

  next(): number {
    const { arrivals } = this.demand
    if (arrivals.kind === 'replay') return arrivals.at[this.drawn++] ?? Number.POSITIVE_INFINITY
    const { busy } = this
    let at = this.following(arrivals)
    // Poisson arrivals remember nothing: beyond the day a gap is drawn anew at the next day's pace.
    while (at >= busy.until && busy.until < this.end) {
      this.at = busy.until
      busy.turn()
      at = this.following(arrivals)
    }
    this.at = at
    return at < this.end ? Math.round(at) : Number.POSITIVE_INFINITY
  }

  private following(arrivals: Exclude<Model, { kind: 'replay' }>): number {
    switch (arrivals.kind) {
      case 'rate':
        return this.at + this.work() / (arrivals.perHour * this.busy.factor)
      case 'intervals':
        return this.inverted(arrivals, this.work())
      case 'curve':
        return this.thinned(arrivals)
      case 'bursts':
        return this.burst(arrivals)
    }
  }

  /** The next gap of a unit-rate stream, ms × arrivals an hour. */
  private work(): number {
    return -Math.log(uniform(this.stream, 0, this.drawn++)) * HOUR
  }

  /** A unit-rate gap through the integrated rate (Çinlar, 1975): exact for rates in steps. */
  private inverted(
    { length, perHour }: Extract<Model, { kind: 'intervals' }>,
    work: number,
  ): number {
    const { factor, until } = this.busy
    let at = this.at
    let left = work
    while (at < until) {
      const i = Math.floor((at - this.start) / length)
      const edge = this.start + (i + 1) * length
      const rate = (perHour[i] ?? 0) * factor
      if (left <= (edge - at) * rate) return at + left / rate
      left -= (edge - at) * rate
      at = edge
    }
    return Number.POSITIVE_INFINITY
  }

  /** Those of a constant rate that the curve lets through (Lewis and Shedler, 1979). */
  private thinned({ perHour, until }: Curve): number {
    const last: number = until ?? Number.POSITIVE_INFINITY
    const most = highest(perHour)
    const { busy } = this
    let at = this.at
    while (at < busy.until && most > 0) {
      at += this.work() / (most * busy.factor)
      const began = this.beganBefore(at)
      const since = at - began
      const isKept = uniform(this.stream, 1, this.drawn) * most < rateAt(perHour, since)
      if (since < last && isKept) return at
      // Nobody comes until the cycle begins anew; what was drawn beyond is drawn again.
      if (since >= last) at = began + this.cycle
    }
    return Number.POSITIVE_INFINITY
  }

  /** When the cycle of an instant began. */
  private beganBefore(at: number): number {
    const { cycle, start } = this
    return cycle === Number.POSITIVE_INFINITY
      ? start
      : start + cycle * Math.floor((at - start) / cycle)
  }

  /** A unit-rate gap through the rate of the hidden state. */
  private burst({ perHour }: Bursts): number {
    const hidden = this.hidden!
    const { factor, until } = this.busy
    let at = this.at
    let left = this.work()
    while (at < until) {
      const rate = perHour[hidden.state] * factor
      if (left <= (hidden.until - at) * rate) return at + left / rate
      left -= (hidden.until - at) * rate
      if (hidden.until >= until) break
      at = hidden.until
      hidden.turn()
    }
    return Number.POSITIVE_INFINITY
  }
}
