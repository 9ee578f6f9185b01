/** What is counted of each class of conversations; `sums.flows` has a row of these a class. */
export const Flow = {
  /** Came and got in; came and found no line; got an agent; left before. */
  opened: 0,
  away: 1,
  served: 2,
  left: 3,
  /** Of the served and those who left: how many waited, how long, squared. */
  waited: 4,
  wait: 5,
  square: 6,
  waitServed: 7,
  waitLeft: 8,
  /** Waits as they would have been of those who left: how many are known, how long they were. */
  ghosts: 9,
  ghostWait: 10,
  /** Ended in service: how many, from opening and from the assignment on. */
  ended: 11,
  sojourn: 12,
  held: 13,
  /** Of those with about as much work as asked for: their work and their sojourn. */
  nearWork: 14,
  nearSojourn: 15,
  /** Turns that got an agent, that waited for one, how long; replies, and from turn to reply. */
  turns: 16,
  turnsWaited: 17,
  turnWait: 18,
  replies: 19,
  response: 20,
} as const
export type Flow = (typeof Flow)[keyof typeof Flow]
const FLOWS = 21

/** Levels over all conversations and agents whose time integrals are kept; more follow by place. */
export const Whole = { open: 0, empty: 1, full: 2, inbox: 3, attending: 4, consumers: 5 } as const
const WHOLES = 6

/** At an instant of the cycle: busy, waiting, whether all who are wanted are busy. */
export const Sample = { busy: 0, queue: 1, allBusy: 2, queueArea: 3, busyArea: 4 } as const
const SAMPLES = 5

/** How much there is to count. */
export interface Shape {
  readonly classes: number
  readonly pools: number
  /** Most conversations with one agent that are told apart. */
  readonly levels: number
  /** Bounds of waits, ms. */
  readonly bounds: readonly number[]
  /** Instants of the cycle, ms since it began. */
  readonly instants: readonly number[]
}

/** Sums over one or more runs: one row of numbers, so that runs can be added and left out. */
export class Sums {
  readonly all: Float64Array
  readonly shape: Shape
  /** By class. */
  readonly flows: Float64Array
  /** By class and bound. */
  readonly servedWithin: Float64Array
  readonly leftWithin: Float64Array
  readonly turnsWithin: Float64Array
  /** By class and pool. */
  readonly servedBy: Float64Array
  /** Time integrals, ms: of the whole, of each class's queue, pool's busy agents, and level. */
  readonly areas: Float64Array
  /** By instant. */
  readonly samples: Float64Array
  /** ms counted, cycles counted. */
  readonly spans: Float64Array

  constructor(shape: Shape, all?: Float64Array) {
    const { bounds, classes, instants, levels, pools } = shape
    const within = classes * bounds.length
    const widths = [
      ...[classes * FLOWS, within, within, within, classes * pools],
      ...[WHOLES + classes + pools + levels + 1, instants.length * SAMPLES, 2],
    ]
    this.shape = shape
    this.all = all ?? new Float64Array(widths.reduce((sum, width) => sum + width, 0))
    let from = 0
    const next = () => this.all.subarray(from, (from += widths.shift()!))
    this.flows = next()
    this.servedWithin = next()
    this.leftWithin = next()
    this.turnsWithin = next()
    this.servedBy = next()
    this.areas = next()
    this.samples = next()
    this.spans = next()
  }

  /** Of one class, or of all. */
  flow(flow: Flow, one?: number): number {
    if (one !== undefined) return this.flows[one * FLOWS + flow]
    let sum = 0
    for (let k = 0; k < this.shape.classes; k++) sum += this.flows[k * FLOWS + flow]
    return sum
  }

  add(one: number, flow: Flow, value: number): void {
    this.flows[one * FLOWS + flow] += value
  }

  /** How many of a class, or of all, lie within a bound. */
  within(counts: Float64Array, bound: number, one?: number): number {
    const { bounds, classes } = this.shape
    if (one !== undefined) return counts[one * bounds.length + bound]
    let sum = 0
    for (let k = 0; k < classes; k++) sum += counts[k * bounds.length + bound]
    return sum
  }

  /** Mean of a level over the time counted. */
  mean(place: number): number {
    return this.areas[place] / this.spans[0]
  }

  meanQueue(one?: number): number {
    if (one !== undefined) return this.mean(WHOLES + one)
    let sum = 0
    for (let k = 0; k < this.shape.classes; k++) sum += this.mean(WHOLES + k)
    return sum
  }

  sample(instant: number, sample: (typeof Sample)[keyof typeof Sample]): number {
    return this.samples[instant * SAMPLES + sample] / this.spans[1]
  }

  addSample(instant: number, sample: (typeof Sample)[keyof typeof Sample], value: number): void {
    this.samples[instant * SAMPLES + sample] += value
  }
}

/** Where a level lies among the areas. */
export const queueOf = (one: number): number => WHOLES + one
export const busyIn = ({ classes }: Shape, pool: number): number => WHOLES + classes + pool
export const atLevel = ({ classes, levels, pools }: Shape, level: number): number =>
  WHOLES + classes + pools + Math.min(level, levels)
