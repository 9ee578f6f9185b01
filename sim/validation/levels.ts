import type { AgentId, View } from '../../core/index.ts'
import type { Clock } from '../clock.ts'
import { atLevel, busyIn, queueOf, type Sums, Whole } from './sums.ts'

/** Levels over time and their integrals: how many wait, are busy, are open. */
export class Levels {
  private readonly sums: Sums
  private readonly clock: Clock
  private readonly view: View
  private readonly pools: readonly number[]
  /** By place among the areas: the level now, and since when. */
  private readonly level: Float64Array
  private readonly since: Float64Array
  /** By agent: conversations that it holds, replies that it owes. */
  private readonly held: Int32Array
  private readonly owed: Int32Array

  constructor(sums: Sums, pools: readonly number[], view: View, clock: Clock) {
    this.sums = sums
    this.clock = clock
    this.view = view
    this.pools = pools
    this.level = new Float64Array(sums.areas.length)
    this.since = new Float64Array(sums.areas.length).fill(clock.now)
    this.held = new Int32Array(pools.length)
    this.owed = new Int32Array(pools.length)
    this.level[atLevel(sums.shape, 0)] = pools.length
    this.level[Whole.empty] = 1
  }

  /** Nothing before counts. */
  begin(from: number): void {
    this.since.fill(from)
  }

  finish(): void {
    for (let place = 0; place < this.level.length; place++) this.change(place, 0)
  }

  change(place: number, by: number): void {
    const { now } = this.clock
    this.sums.areas[place] += this.level[place] * (now - this.since[place])
    this.since[place] = now
    this.level[place] += by
  }

  opened(by: 1 | -1): void {
    const was = this.level[Whole.open]
    this.change(Whole.open, by)
    if (was === 0) this.change(Whole.empty, -1)
    else if (was + by === 0) this.change(Whole.empty, 1)
  }

  owes(agent: number, by: 1 | -1): void {
    this.change(Whole.inbox, by)
    const was = this.owed[agent]
    this.owed[agent] += by
    if (was === 0) this.change(Whole.attending, 1)
    else if (was + by === 0) this.change(Whole.attending, -1)
  }

  /** What an agent holds may have changed. Says whether it has become less. */
  stand(agent: number): boolean {
    const { sums, view } = this
    const held = view.agents.held[agent as AgentId]
    const was = this.held[agent]
    if (held === was) return false
    this.held[agent] = held
    const { shape } = sums
    this.change(atLevel(shape, was), -1)
    this.change(atLevel(shape, held), 1)
    if (was === 0) this.change(busyIn(shape, this.pools[agent]), 1)
    else if (held === 0) this.change(busyIn(shape, this.pools[agent]), -1)
    const idle = this.level[atLevel(shape, 0)]
    const isFull = Number(idle === 0)
    this.change(Whole.full, isFull - this.level[Whole.full])
    return held < was
  }

  /** How many wait now. */
  waiting(): number {
    let sum = 0
    for (let k = 0; k < this.sums.shape.classes; k++) sum += this.level[queueOf(k)]
    return sum
  }

  busy(): number {
    let sum = 0
    const { shape } = this.sums
    for (let pool = 0; pool < shape.pools; pool++) sum += this.level[busyIn(shape, pool)]
    return sum
  }

  open(): number {
    return this.level[Whole.open]
  }

  /** The integrals of those who wait and of the busy, up to an instant not later than any change. */
  areas(at: number): readonly [number, number] {
    const { areas, shape } = this.sums
    const upTo = (place: number) => areas[place] + this.level[place] * (at - this.since[place])
    let [queue, busy] = [0, 0]
    for (let k = 0; k < shape.classes; k++) queue += upTo(queueOf(k))
    for (let pool = 0; pool < shape.pools; pool++) busy += upTo(busyIn(shape, pool))
    return [queue, busy]
  }
}
