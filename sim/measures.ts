import type { Config } from '../core/index.ts'

const counts = ['opened', 'closed', 'turns_opened', 'turns_answered', 'abandoned'] as const
const skillColumns = [
  ...counts,
  ...['response_n', 'response_sum_ms', 'first_n', 'first_sum_ms', 'wait_n', 'wait_sum_ms'],
  ...['met', 'missed', 'queued_ms', 'owed_ms'],
] as const
const agentColumns = ['online_ms', 'used_ms', 'capacity_ms', 'assigned', 'answered'] as const

/** The durations that have histograms; their places are the codes of the tables. */
export const histogramNames = ['responseTime', 'firstResponseWait', 'assignmentWait'] as const
type Histogram = 0 | 1 | 2
const BINS = 130
const RATIO = 128 / Math.log(86_400)

/**
 * Streaming accumulators: counts, sums and integrals per interval, log-spaced histograms and exact
 * extremes. The memory depends on intervals, skills and agents, never on conversations. Only what
 * lies in [from, to) counts; the names are those of the recorded tables.
 */
export class Measures {
  private readonly from: number
  private readonly to: number
  private readonly start: number
  private readonly grain: number
  private readonly config: Config
  private readonly count: number
  private readonly bySkill: Record<string, Float64Array>[]
  private readonly byAgent: Record<string, Float64Array>[]
  private readonly bins: Float64Array[][]
  private readonly extremes: { n: number; sum: number; min: number; max: number }[][]

  constructor(config: Config, start: number, from: number, to: number, grain: number) {
    this.config = config
    this.start = start
    this.from = from
    this.to = to
    this.grain = grain
    this.count = Math.ceil((to - start) / grain)
    const columns = (names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, new Float64Array(this.count)]))
    const skills = [config.unskilled, ...config.skills]
    this.bySkill = skills.map(() => columns(skillColumns))
    this.byAgent = config.agents.map(() => columns(agentColumns))
    this.bins = skills.map(() => histogramNames.map(() => new Float64Array(BINS)))
    this.extremes = skills.map(() =>
      histogramNames.map(() => ({ n: 0, sum: 0, min: Infinity, max: -Infinity })),
    )
  }

  /** One more of `column` at an instant. */
  add(skill: number, column: (typeof skillColumns)[number], at: number, value = 1): void {
    if (at < this.from || at >= this.to) return
    this.bySkill[skill + 1][column][Math.floor((at - this.start) / this.grain)] += value
  }

  addAgent(agent: number, column: 'assigned' | 'answered', at: number): void {
    if (at < this.from || at >= this.to) return
    this.byAgent[agent][column][Math.floor((at - this.start) / this.grain)]++
  }

  /** A duration that ended: into its sums, its histogram and its extremes. */
  lasted(skill: number, what: Histogram, at: number, ms: number): void {
    if (at < this.from || at >= this.to) return
    const name = (['response', 'first', 'wait'] as const)[what]
    this.add(skill, `${name}_n`, at)
    this.add(skill, `${name}_sum_ms`, at, ms)
    const bin = ms < 1000 ? 0 : Math.min(129, 1 + Math.floor(Math.log(ms / 1000) * RATIO))
    this.bins[skill + 1][what][bin]++
    const exact = this.extremes[skill + 1][what]
    exact.n++
    exact.sum += ms
    exact.min = Math.min(exact.min, ms)
    exact.max = Math.max(exact.max, ms)
  }

  /** `level` conversations or turns for a while, split among the intervals that it touches. */
  heldSkill(
    skill: number,
    column: 'queued_ms' | 'owed_ms',
    since: number,
    until: number,
    level: number,
  ) {
    this.split(this.bySkill[skill + 1][column], since, until, level)
  }

  /** An agent online for a while with `used` and `capacity` thousandths. */
  heldAgent(agent: number, since: number, until: number, used: number, capacity: number): void {
    const columns = this.byAgent[agent]
    this.split(columns['online_ms'], since, until, 1)
    this.split(columns['used_ms'], since, until, used)
    this.split(columns['capacity_ms'], since, until, capacity)
  }

  /** The accumulators as the recorded tables have them; rows without anything are left out. */
  tables() {
    return {
      intervals: this.rows('skill', this.bySkill, skillColumns, -1),
      agent_intervals: this.rows('agent', this.byAgent, agentColumns, 0),
      histograms: this.histograms(),
      exact: this.exact(),
    }
  }

  private split(column: Float64Array, since: number, until: number, level: number): void {
    if (level === 0) return
    let at = Math.max(since, this.from)
    const end = Math.min(until, this.to)
    while (at < end) {
      const i = Math.floor((at - this.start) / this.grain)
      const edge = Math.min(end, this.start + (i + 1) * this.grain)
      column[i] += (edge - at) * level
      at = edge
    }
  }

  private rows(
    key: 'skill' | 'agent',
    columns: Record<string, Float64Array>[],
    names: readonly string[],
    first: number,
  ) {
    const found: [number, number][] = []
    for (let i = 0; i < this.count; i++)
      columns.forEach(
        (one, row) => names.some((name) => one[name][i] !== 0) && found.push([i, row]),
      )
    const values = (name: string) => Float64Array.from(found, ([i, row]) => columns[row][name][i])
    return {
      interval_start: Float64Array.from(found, ([i]) => this.start + i * this.grain),
      [key]: Int32Array.from(found, ([, row]) => row + first),
      ...Object.fromEntries(names.map((name) => [name, values(name)])),
    }
  }

  private histograms() {
    const found: [number, number, number][] = []
    this.bins.forEach((metrics, skill) =>
      metrics.forEach((bins, metric) =>
        bins.forEach((n, bin) => n > 0 && found.push([skill - 1, metric, bin])),
      ),
    )
    return {
      skill: Int32Array.from(found, ([skill]) => skill),
      metric: Uint8Array.from(found, ([, metric]) => metric),
      bin: Float64Array.from(found, ([, , bin]) => bin),
      n: Float64Array.from(found, ([skill, metric, bin]) => this.bins[skill + 1][metric][bin]),
    }
  }

  private exact() {
    const found = this.extremes.flatMap((metrics, skill) =>
      metrics.map((one, metric) => ({ ...one, metric, skill: skill - 1 })).filter(({ n }) => n > 0),
    )
    const of = (name: 'n' | 'sum' | 'min' | 'max') => Float64Array.from(found, (one) => one[name])
    return {
      metric: Uint8Array.from(found, ({ metric }) => metric),
      skill: Int32Array.from(found, ({ skill }) => skill),
      ...{ n: of('n'), sum_ms: of('sum'), min_ms: of('min'), max_ms: of('max') },
    }
  }

  /** Agents and skills by number: whoever integrates levels needs their counts. */
  get sizes() {
    return { skills: this.config.skills.length + 1, agents: this.config.agents.length }
  }
}
