import type { Config } from '../core/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import { AgentCell, agentColumns, SkillCell, skillColumns, type Span, SPANS } from './cells.ts'
import type { Clock } from './clock.ts'

const WIDE = skillColumns.length
const NARROW = agentColumns.length
const BINS = 181
const RATIO = 128 / Math.log(86_400)

/**
 * Streaming accumulators: counts, sums and integrals per interval, log-spaced histograms and exact
 * extremes. The memory depends on intervals, skills and agents, never on conversations. Only what
 * lies in [from, to) counts; the names are those of the recorded tables.
 */
export class Measures {
  /** How many rows the accumulators hold: skills with the unskilled queue first, and agents. */
  readonly sizes: { readonly skills: number; readonly agents: number }
  private readonly clock: Clock
  /** By agent, thousandths. */
  private readonly slots: readonly number[]
  private readonly from: number
  private readonly to: number
  private readonly start: number
  private readonly grain: number
  private readonly count: number
  /** By interval, then row, then column. */
  private readonly bySkill: Float64Array
  private readonly byAgent: Float64Array
  /** By skill, then duration. */
  private readonly bins: Float64Array
  private readonly min: Float64Array
  private readonly max: Float64Array
  /** The counted part of the interval that was asked last: nearly always the one asked next. */
  private since = 0
  private until = 0
  private current = 0
  /** Where its first rows begin. */
  private skills = 0
  private agents = 0

  constructor(config: Config, scenario: Scenario, clock: Clock) {
    const { burnIn, horizon, interval, start } = scenario
    const skills = config.skills.length + 1
    const agents = config.agents.length
    this.sizes = { skills, agents }
    this.slots = config.agents.map(({ maxSlots }) => maxSlots)
    this.clock = clock
    this.start = start
    this.from = start + burnIn
    this.to = start + horizon
    this.grain = interval
    this.count = Math.ceil(horizon / interval)
    this.bySkill = new Float64Array(this.count * skills * WIDE)
    this.byAgent = new Float64Array(this.count * agents * NARROW)
    this.bins = new Float64Array(skills * 3 * BINS)
    this.min = new Float64Array(skills * 3).fill(Infinity)
    this.max = new Float64Array(skills * 3).fill(-Infinity)
  }

  /** One more of a cell, now. */
  add(skill: number, cell: (typeof SkillCell)[keyof typeof SkillCell]): void {
    if (this.countsNow()) this.bySkill[this.skillRow(skill) + cell]++
  }

  /** One less of a cell, at an earlier instant: it turned out to be none. */
  undo(skill: number, cell: (typeof SkillCell)[keyof typeof SkillCell], at: number): void {
    if (this.counts(at)) this.bySkill[this.skillRow(skill) + cell]--
  }

  addAgent(agent: number, cell: 3 | 4): void {
    if (this.countsNow()) this.byAgent[this.agentRow(agent) + cell]++
  }

  /** A duration that ends now: into its sums, its histogram and its extremes. */
  lasted(skill: number, span: Span, ms: number): void {
    if (!this.countsNow()) return
    const cell = this.skillRow(skill) + SPANS + 2 * span
    this.bySkill[cell]++
    this.bySkill[cell + 1] += ms
    const row = (skill + 1) * 3 + span
    this.bins[row * BINS + binOf(ms)]++
    if (ms < this.min[row]) this.min[row] = ms
    if (ms > this.max[row]) this.max[row] = ms
  }

  /** `level` conversations or turns until now, split among the intervals that they touch. */
  heldSkill(skill: number, cell: 13 | 14, since: number, level: number): void {
    if (level === 0) return
    const { now } = this.clock
    let at = Math.max(since, this.from)
    while (at < now && this.counts(at)) {
      const edge = Math.min(now, this.until)
      this.bySkill[this.skillRow(skill) + cell] += (edge - at) * level
      at = edge
    }
  }

  /** An agent online until now with `used` thousandths. */
  heldAgent(agent: number, since: number, used: number): void {
    const { byAgent } = this
    const { now } = this.clock
    let at = Math.max(since, this.from)
    while (at < now && this.counts(at)) {
      const edge = Math.min(now, this.until)
      const row = this.agentRow(agent)
      byAgent[row + AgentCell.online] += edge - at
      byAgent[row + AgentCell.used] += (edge - at) * used
      at = edge
    }
  }

  /** The accumulators as the recorded tables have them; rows without anything are left out. */
  tables() {
    const { agents, skills } = this.sizes
    this.fillCapacity()
    return {
      intervals: this.rows('skill', this.bySkill, skillColumns, skills, -1),
      agent_intervals: this.rows('agent', this.byAgent, agentColumns, agents, 0),
      histograms: this.histograms(),
      exact: this.exact(),
    }
  }

  private countsNow(): boolean {
    return this.counts(this.clock.now)
  }

  /** Whether an instant counts; its interval is the current one then. */
  private counts(at: number): boolean {
    return (at >= this.since && at < this.until) || this.moves(at)
  }

  private moves(at: number): boolean {
    const { from, grain, start, to } = this
    if (at < from || at >= to) return false
    this.current = Math.floor((at - start) / grain)
    this.skills = this.current * this.sizes.skills * WIDE
    this.agents = this.current * this.sizes.agents * NARROW
    this.since = Math.max(from, start + this.current * grain)
    this.until = Math.min(to, start + (this.current + 1) * grain)
    return true
  }

  private skillRow(skill: number): number {
    return this.skills + (skill + 1) * WIDE
  }

  private agentRow(agent: number): number {
    return this.agents + agent * NARROW
  }

  private rows(
    key: 'skill' | 'agent',
    cells: Float64Array,
    names: readonly string[],
    rows: number,
    first: number,
  ) {
    const width = names.length
    const found: number[] = []
    for (let place = 0; place < cells.length; place++) {
      if (cells[place] === 0) continue
      const row = Math.floor(place / width)
      found.push(row)
      place = (row + 1) * width - 1
    }
    const values = (place: number) => {
      const column = new Float64Array(found.length)
      found.forEach((row, i) => (column[i] = cells[row * width + place]))
      return column
    }
    const start = (row: number) => this.start + Math.floor(row / rows) * this.grain
    return {
      interval_start: Float64Array.from(found, start),
      [key]: Int32Array.from(found, (row) => (row % rows) + first),
      ...Object.fromEntries(names.map((name, place) => [name, values(place)])),
    }
  }

  private histograms() {
    const found: number[] = []
    this.bins.forEach((n, place) => n > 0 && found.push(place))
    const row = (place: number) => Math.floor(place / BINS)
    return {
      skill: Int32Array.from(found, (place) => Math.floor(row(place) / 3) - 1),
      metric: Uint8Array.from(found, (place) => row(place) % 3),
      bin: Float64Array.from(found, (place) => place % BINS),
      n: Float64Array.from(found, (place) => this.bins[place]),
    }
  }

  private exact() {
    const found = [...this.min.keys()].filter((row) => this.min[row] < Infinity)
    const of = (value: (row: number) => number) => Float64Array.from(found, value)
    return {
      metric: Uint8Array.from(found, (row) => row % 3),
      skill: Int32Array.from(found, (row) => Math.floor(row / 3) - 1),
      n: of((row) => this.total(row, 0)),
      sum_ms: of((row) => this.total(row, 1)),
      min_ms: of((row) => this.min[row]),
      max_ms: of((row) => this.max[row]),
    }
  }

  /** Count or sum of a duration over all intervals: whole numbers, hence exact in any order. */
  private total(row: number, part: 0 | 1): number {
    const step = this.sizes.skills * WIDE
    let sum = 0
    let place = Math.floor(row / 3) * WIDE + SPANS + 2 * (row % 3) + part
    for (; place < this.bySkill.length; place += step) sum += this.bySkill[place]
    return sum
  }

  /** An agent's capacity is its configuration's all the time that it is online. */
  private fillCapacity(): void {
    const { byAgent, slots } = this
    for (let row = 0; row * NARROW < byAgent.length; row++) {
      const online = byAgent[row * NARROW + AgentCell.online]
      byAgent[row * NARROW + AgentCell.capacity] = online * slots[row % slots.length]
    }
  }
}

/** Below a second, 128 of equal ratio up to a day (METRICS.md §3), 51 more up to 93 days, beyond. */
function binOf(ms: number): number {
  return ms < 1000 ? 0 : Math.min(BINS - 1, 1 + Math.floor(Math.log(ms / 1000) * RATIO))
}
