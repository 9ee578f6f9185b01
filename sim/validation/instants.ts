import type { Levels } from './levels.ts'
import type { ProbeOptions } from './probe.ts'
import { Sample, type Sums } from './sums.ts'

/** Looks at the state at given instants of every cycle, after all that happens at that instant. */
export class Instants {
  private readonly levels: Levels
  private readonly sums: Sums
  private readonly wanted: readonly number[]
  private readonly times: readonly number[]
  private readonly cycle: number
  private began: number
  private place = 0
  private next: number
  /** The integrals when the cycle began. */
  private before: readonly [number, number] = [0, 0]

  constructor({ cycle, from, shape, wanted }: ProbeOptions, levels: Levels, sums: Sums) {
    this.levels = levels
    this.sums = sums
    this.times = shape.instants
    this.wanted = wanted ?? []
    this.cycle = cycle ?? Number.POSITIVE_INFINITY
    this.began = from
    this.next = from + this.times[0]
  }

  /** Everything before `now` has happened. A cycle is over before anything of the next one happens. */
  passed(now: number): void {
    while (this.next < now || (this.next === now && this.place === this.times.length)) this.look()
  }

  finish(now: number): void {
    while (this.next <= now) this.look()
  }

  /** @throws Error if somebody is still there when the next cycle begins. */
  private look(): void {
    const { levels, place, sums, times, wanted } = this
    const areas = levels.areas(this.next)
    if (place === times.length) return this.turn(areas)
    const busy = levels.busy()
    sums.addSample(place, Sample.busy, busy)
    sums.addSample(place, Sample.queue, levels.waiting())
    sums.addSample(place, Sample.allBusy, Number(busy >= wanted[place]))
    sums.addSample(place, Sample.queueArea, areas[0] - this.before[0])
    sums.addSample(place, Sample.busyArea, areas[1] - this.before[1])
    this.place++
    this.next = this.began + (this.place < times.length ? times[this.place] : this.cycle)
  }

  private turn(areas: readonly [number, number]): void {
    if (this.levels.open() > 0)
      throw new Error(`${this.levels.open()} are still there when the next day begins`)
    this.sums.spans[1]++
    this.before = areas
    this.place = 0
    this.began += this.cycle
    this.next = this.began + this.times[0]
  }
}
