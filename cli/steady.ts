import { type Metric, metrics } from '../data/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import { type BatchEstimate, batchMeans, batchRatio, burnIn, type BurnIn } from '../sim/index.ts'
import type { MeasureTables, Replication } from '../sim/index.ts'

/** Intervals that it takes to say anything. */
const LEAST = 20

/** Whether every hour is like every other: then there is a steady state to wait for. */
function isSteady({ demand, horizon, shifts, start }: Scenario): boolean {
  const isWhole = ({ from, to }: Scenario['shifts'][number]) =>
    from <= start && to >= start + horizon
  return demand.every(({ arrivals }) => arrivals.kind === 'rate') && shifts.every(isWhole)
}

/** What MSER-5 says of the start of a run. Times in ms. */
export interface Start extends BurnIn {
  /** Left out by the scenario, and to be left out beyond that. */
  readonly discarded: number
  readonly further: number
  readonly interval: number
}

/**
 * Whether the start of a steady scenario still shows: MSER-5 on the conversations that wait and the
 * slots that are in use, interval by interval, averaged over replications. Null where it cannot be
 * told: fewer than 20 intervals, or no steady state.
 */
export function startOf(scenario: Scenario, results: readonly Replication[]): Start | null {
  const span = wholeIntervals(scenario)
  if (!isSteady(scenario) || span.count < LEAST) return null
  const held = new Float64Array(span.count)
  for (const { measures } of results) {
    add(held, span, measures.intervals, ['queued_ms'])
    add(held, span, measures.agent_intervals, ['used_ms'], 1 / 1000)
  }
  const found = burnIn(held.map((ms) => ms / span.length / results.length))
  const { burnIn: discarded, interval } = scenario
  return { ...found, discarded, interval, further: found.discard * interval }
}

/**
 * The metrics of one long steady run by batches of its intervals, by id. Null as `startOf`; of a
 * metric without data, nothing.
 */
export function batchesOf(
  scenario: Scenario,
  { measures }: Replication,
): ReadonlyMap<string, BatchEstimate> | null {
  const span = wholeIntervals(scenario)
  if (!isSteady(scenario) || span.count < LEAST) return null
  const found = new Map<string, BatchEstimate>()
  for (const metric of Object.values<Metric>(metrics)) {
    const estimate = batched(metric, span, measures)
    if (estimate) found.set(metric.id, estimate)
  }
  return found
}

function batched({ twin }: Metric, span: Span, measures: MeasureTables): BatchEstimate | null {
  if (twin === null) return null
  const { over, table, under } = twin
  const sums = (columns: readonly string[]) => {
    const sum = new Float64Array(span.count)
    add(sum, span, measures[table], columns)
    return sum
  }
  const batches = Math.min(20, Math.floor(span.count / 2))
  if (under === 'covered')
    return batchMeans(
      sums(over).map((x) => x / span.length),
      { batches },
    )
  // A sum over the run, from the mean of an interval.
  if (under === null)
    return batchMeans(
      sums(over).map((x) => x * span.count),
      { batches },
    )
  const below = sums(under)
  return below.every((x) => x === 0) ? null : batchRatio(sums(over), below, { batches })
}

/** The intervals that count from their start to their end. */
interface Span {
  readonly from: number
  readonly length: number
  readonly count: number
}

function wholeIntervals({ burnIn: left, horizon, interval, start }: Scenario): Span {
  const first = Math.ceil(left / interval)
  const count = Math.floor(horizon / interval) - first
  return { from: start + first * interval, length: interval, count }
}

/** Adds columns of a table of measures, all skills or agents together, interval by interval. */
function add(
  into: Float64Array,
  { from, length }: Span,
  table: MeasureTables['intervals' | 'agent_intervals'],
  columns: readonly string[],
  factor = 1,
): void {
  const numbers = table as unknown as Readonly<Record<string, Float64Array>>
  numbers.interval_start.forEach((at, row) => {
    const place = Math.round((at - from) / length)
    if (place < 0 || place >= into.length) return
    for (const column of columns) into[place] += numbers[column][row] * factor
  })
}
