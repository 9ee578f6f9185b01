import type { Demand, Scenario } from '../scenarios/index.ts'
import { type Stream, streamOf, uniform } from './random.ts'

const HOUR = 3_600_000

/** Instants of arrivals one after the other, in whole ms; Infinity when there are no more. */
export class Arrivals {
  private readonly demand: Demand
  private readonly start: number
  private readonly end: number
  private readonly stream: Stream
  private drawn = 0
  private at: number

  constructor(scenario: Scenario, demand: Demand, replication: number) {
    this.demand = demand
    this.start = scenario.start
    this.end = scenario.start + scenario.horizon
    this.stream = streamOf(scenario.seed, replication, `arrivals/${demand.name}`)
    this.at = scenario.start
  }

  next(): number {
    const { arrivals } = this.demand
    if (arrivals.kind === 'replay') return arrivals.at[this.drawn++] ?? Number.POSITIVE_INFINITY
    const work = -Math.log(uniform(this.stream, 0, this.drawn++)) * HOUR
    this.at = arrivals.kind === 'rate' ? this.at + work / arrivals.perHour : this.inverted(work)
    return this.at < this.end ? Math.round(this.at) : Number.POSITIVE_INFINITY
  }

  /** A unit-rate gap through the integrated rate (Çinlar, 1975): exact for rates in steps. */
  private inverted(work: number): number {
    const { arrivals } = this.demand
    if (arrivals.kind !== 'intervals') return Number.POSITIVE_INFINITY
    const { length, perHour } = arrivals
    let at = this.at
    let left = work
    while (at < this.end) {
      const i = Math.floor((at - this.start) / length)
      const edge = this.start + (i + 1) * length
      const rate = perHour[i] ?? 0
      if (left <= (edge - at) * rate) return at + left / rate
      left -= (edge - at) * rate
      at = edge
    }
    return Number.POSITIVE_INFINITY
  }
}
