import type { Scenario } from '../scenarios/index.ts'
import { quantile } from './distributions.ts'
import { type Stream, streamOf, uniform } from './random.ts'

/**
 * How busy each day is for one demand: a gamma factor of mean 1 and shape a = 1 ÷ cv², as the sum of a
 * part of shape ρ·a that all demands share and one of its own of shape (1 − ρ)·a. So the correlation of
 * two demands is ρ exactly, and the variance of a day's count of mean m is m + m²·cv² (Avramidis,
 * Deslauriers and L'Ecuyer, 2004, doubly stochastic Poisson arrivals).
 */
export class Busy {
  factor = 1
  /** Until when it holds, ms; the end of the run without another day. */
  until: number
  private readonly days: readonly number[]
  private readonly end: number
  private readonly draw: (day: number) => number
  private day = -1

  constructor({ busyness, horizon, seed, start }: Scenario, name: string, replication: number) {
    this.end = start + horizon
    this.until = this.end
    this.days = busyness?.days ?? []
    this.draw = () => 1
    if (!busyness) return
    const { correlation, cv } = busyness
    const shape = 1 / cv ** 2
    const common = streamOf(seed, replication, 'busyness')
    const alone = streamOf(seed, replication, `busyness/${name}`)
    const [of, own] = [gammaOf(correlation * shape), gammaOf((1 - correlation) * shape)]
    this.draw = (day) => (of(common, day) + own(alone, day)) / shape
    this.turn()
  }

  /** The next day begins. */
  turn(): void {
    this.day++
    this.until = this.days[this.day + 1] ?? this.end
    this.factor = this.draw(this.day)
  }
}

/**
 * A gamma variable of unit scale by shape, from two uniforms of a stream: that of shape + 1 times a
 * power (Marsaglia and Tsang, 2000, §6), which no small shape makes inexact.
 */
function gammaOf(shape: number): (stream: Stream, whom: number) => number {
  if (shape <= 0) return () => 0
  const more = quantile({ dist: 'gamma', mean: shape + 1, cv: 1 / Math.sqrt(shape + 1) })
  return (stream, whom) => more(uniform(stream, whom, 0)) * uniform(stream, whom, 1) ** (1 / shape)
}
