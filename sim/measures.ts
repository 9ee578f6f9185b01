import type { Config } from '../core/index.ts'

/** The columns of table `intervals`, in order; `SkillCell` are their places. */
const skillColumns = [
  ...['opened', 'closed', 'turns_opened', 'turns_answered', 'abandoned'],
  ...['response_n', 'response_sum_ms', 'first_n', 'first_sum_ms', 'wait_n', 'wait_sum_ms'],
  ...['met', 'missed', 'queued_ms', 'owed_ms'],
] as const
const agentColumns = ['online_ms', 'used_ms', 'capacity_ms', 'assigned', 'answered'] as const

/** What is counted of a skill in an interval. */
export const SkillCell = {
  opened: 0,
  closed: 1,
  turnsOpened: 2,
  turnsAnswered: 3,
  abandoned: 4,
  met: 11,
  missed: 12,
  queued: 13,
  owed: 14,
} as const
/** What is counted of an agent in an interval. */
export const AgentCell = { online: 0, used: 1, capacity: 2, assigned: 3, answered: 4 } as const
/** The durations that have histograms; their places are the codes of the tables. */
export const Span = { response: 0, first: 1, wait: 2 } as const
type Span = (typeof Span)[keyof typeof Span]
/** Where the count and the sum of a duration lie: two places each, from here. */
const SPANS = 5

const WIDE = skillColumns.length
const NARROW = agentColumns.length
const BINS = 130
const RATIO = 128 / Math.log(86_400)

/**
 * Streaming accumulators: counts, sums and integrals per interval, log-spaced histograms and exact
 * extremes. The memory depends on intervals, skills and agents, never on conversations. Only what
 * lies in [from, to) counts; the names are those of the recorded tables.
 */
export class Measures {
  /** How many rows the accumulators hold: skills with the unskilled queue first, and agents. */
  readonly sizes: { readonly skills: number; readonly agents: number }
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
  private readonly n: Float64Array
  private readonly sum: Float64Array
  private readonly min: Float64Array
  private readonly max: Float64Array

  constructor(config: Config, start: number, from: number, to: number, grain: number) {
    const skills = config.skills.length + 1
    const agents = config.agents.length
    this.sizes = { skills, agents }
    this.start = start
    this.from = from
    this.to = to
    this.grain = grain
    this.count = Math.ceil((to - start) / grain)
    this.bySkill = new Float64Array(this.count * skills * WIDE)
    this.byAgent = new Float64Array(this.count * agents * NARROW)
    this.bins = new Float64Array(skills * 3 * BINS)
    this.n = new Float64Array(skills * 3)
    this.sum = new Float64Array(skills * 3)
    this.min = new Float64Array(skills * 3).fill(Infinity)
    this.max = new Float64Array(skills * 3).fill(-Infinity)
  }

  /** One more of a cell at an instant. */
  add(skill: number, cell: (typeof SkillCell)[keyof typeof SkillCell], at: number): void {
    if (at < this.from || at >= this.to) return
    this.bySkill[this.skillRow(this.intervalOf(at), skill) + cell]++
  }

  addAgent(agent: number, cell: 3 | 4, at: number): void {
    if (at < this.from || at >= this.to) return
    this.byAgent[this.agentRow(this.intervalOf(at), agent) + cell]++
  }

  /** A duration that ended: into its sums, its histogram and its extremes. */
  lasted(skill: number, span: Span, at: number, ms: number): void {
    if (at < this.from || at >= this.to) return
    const cell = this.skillRow(this.intervalOf(at), skill) + SPANS + 2 * span
    this.bySkill[cell]++
    this.bySkill[cell + 1] += ms
    const row = (skill + 1) * 3 + span
    const bin = ms < 1000 ? 0 : Math.min(129, 1 + Math.floor(Math.log(ms / 1000) * RATIO))
    this.bins[row * BINS + bin]++
    this.n[row]++
    this.sum[row] += ms
    if (ms < this.min[row]) this.min[row] = ms
    if (ms > this.max[row]) this.max[row] = ms
  }

  /** `level` conversations or turns for a while, split among the intervals that it touches. */
  heldSkill(skill: number, cell: 13 | 14, since: number, until: number, level: number): void {
    if (level === 0) return
    let at = Math.max(since, this.from)
    const end = Math.min(until, this.to)
    while (at < end) {
      const i = this.intervalOf(at)
      const edge = Math.min(end, this.start + (i + 1) * this.grain)
      this.bySkill[this.skillRow(i, skill) + cell] += (edge - at) * level
      at = edge
    }
  }

  /** An agent online for a while with `used` and `capacity` thousandths. */
  heldAgent(agent: number, since: number, until: number, used: number, capacity: number): void {
    const { byAgent } = this
    let at = Math.max(since, this.from)
    const end = Math.min(until, this.to)
    while (at < end) {
      const i = this.intervalOf(at)
      const edge = Math.min(end, this.start + (i + 1) * this.grain)
      const row = this.agentRow(i, agent)
      byAgent[row + AgentCell.online] += edge - at
      byAgent[row + AgentCell.used] += (edge - at) * used
      byAgent[row + AgentCell.capacity] += (edge - at) * capacity
      at = edge
    }
  }

  /** The accumulators as the recorded tables have them; rows without anything are left out. */
  tables() {
    const { agents, skills } = this.sizes
    return {
      intervals: this.rows('skill', this.bySkill, skillColumns, skills, -1),
      agent_intervals: this.rows('agent', this.byAgent, agentColumns, agents, 0),
      histograms: this.histograms(),
      exact: this.exact(),
    }
  }

  private intervalOf(at: number): number {
    return Math.floor((at - this.start) / this.grain)
  }

  private skillRow(interval: number, skill: number): number {
    return (interval * this.sizes.skills + skill + 1) * WIDE
  }

  private agentRow(interval: number, agent: number): number {
    return (interval * this.sizes.agents + agent) * NARROW
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
    for (let row = 0; row * width < cells.length; row++)
      if (cells.subarray(row * width, (row + 1) * width).some((x) => x !== 0)) found.push(row)
    const values = (place: number) => Float64Array.from(found, (row) => cells[row * width + place])
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
    const found = [...this.n.keys()].filter((row) => this.n[row] > 0)
    const of = (column: Float64Array) => Float64Array.from(found, (row) => column[row])
    return {
      metric: Uint8Array.from(found, (row) => row % 3),
      skill: Int32Array.from(found, (row) => Math.floor(row / 3) - 1),
      ...{ n: of(this.n), sum_ms: of(this.sum), min_ms: of(this.min), max_ms: of(this.max) },
    }
  }
}
