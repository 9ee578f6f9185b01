/** How values are put together (METRICS.md §2); it settles when a metric is null. */
export type Code = 'count' | 'ratio' | 'dist' | 'mean-t'
/** Values are in these: a share is 0..1, a duration whole milliseconds. */
export type Unit = 'conversations' | 'turns' | 'share' | 'ms'

/**
 * The accumulators of the simulator that hold the same metric: Σ `over` ÷ Σ `under` over the rows of
 * a table of tables.ts. Without `under` it is the sum; `covered` is the time that the log covers.
 */
export interface Twin {
  readonly table: 'intervals' | 'agent_intervals'
  readonly over: readonly string[]
  readonly under: readonly string[] | 'covered' | null
}

/** One number with one definition, for one history: the rows of one replication. */
export interface Metric {
  readonly id: string
  readonly label: string
  readonly unit: Unit
  /** What it is, in a sentence. */
  readonly sentence: string
  readonly code: Code
  /** Which instant dates a contribution. */
  readonly interval: 'start' | 'end' | 'split' | 'outcome'
  readonly countedFor: string
  /**
   * Its contributions. Count and dist: `dated_at, skill, agent, value`; ratio: `at, skill, agent, over,
   * under`; mean-t and ratios that split: `from_at, to_at, skill, agent, over, under`, per ms.
   */
  readonly facts: string
  /** One row `n, value` and, for dist, `min, max, p50, p90, p95, p99`, over `[$from, $to)`. */
  readonly sql: string
  readonly nullRule: string
  readonly twin: Twin
}

const inRange = 'dated_at >= $from AND dated_at < $to'

/** Σ of contributions. */
export const count = (facts: string): Pick<Metric, 'code' | 'facts' | 'nullRule' | 'sql'> => ({
  code: 'count',
  facts,
  nullRule: 'no covered time in the range',
  sql: `
WITH facts AS (${facts})
SELECT count(*)::DOUBLE AS n, CASE WHEN $to > $from THEN count(*)::DOUBLE END AS value
FROM facts WHERE ${inRange}`,
})

/** Σ over ÷ Σ under; never a mean of ratios. */
export const ratio = (
  facts: string,
  denominator: string,
): Pick<Metric, 'code' | 'facts' | 'nullRule' | 'sql'> => ({
  code: 'ratio',
  facts,
  nullRule: `no ${denominator} in the range`,
  sql: `
WITH facts AS (${facts})
SELECT coalesce(sum(under), 0)::DOUBLE AS n, sum(over)::DOUBLE / nullif(sum(under), 0) AS value
FROM facts WHERE ${inRange}`,
})

/** Durations: mean, extremes and nearest-rank percentiles, the item at ⌈p·n⌉ (METRICS.md §3). */
export const dist = (facts: string): Pick<Metric, 'code' | 'facts' | 'nullRule' | 'sql'> => ({
  code: 'dist',
  facts,
  nullRule: 'none ended in the range',
  sql: `
WITH facts AS (${facts})
SELECT count(*)::DOUBLE AS n, sum(value) / count(*) AS value, min(value) AS min, max(value) AS max,
  quantile_disc(value, 0.5) AS p50, quantile_disc(value, 0.9) AS p90,
  quantile_disc(value, 0.95) AS p95, quantile_disc(value, 0.99) AS p99
FROM facts WHERE ${inRange}`,
})

/** The part of a piece `[from_at, to_at)` within a range, in ms; what is unended lasts to its end. */
export const overlap = (from: string, to: string): string =>
  `greatest(0, least(coalesce(to_at, ${to}), ${to}) - greatest(from_at, ${from}))`

/** ∫ over dt ÷ ∫ under dt, split among ranges in proportion to overlap. */
export const splitRatio = (
  facts: string,
  denominator: string,
): Pick<Metric, 'code' | 'facts' | 'nullRule' | 'sql'> => ({
  code: 'ratio',
  facts,
  nullRule: `no ${denominator} in the range`,
  sql: `
WITH facts AS (${facts}), parts AS (SELECT *, ${overlap('$from', '$to')} AS ms FROM facts)
SELECT NULL::DOUBLE AS n, sum(over * ms) / nullif(sum(under * ms), 0) AS value
FROM parts`,
})

/** ∫ over dt ÷ covered time; not a mean of snapshots. */
export const meanOverTime = (
  facts: string,
): Pick<Metric, 'code' | 'facts' | 'nullRule' | 'sql'> => ({
  code: 'mean-t',
  facts,
  nullRule: 'no covered time in the range',
  sql: `
WITH facts AS (${facts}), parts AS (SELECT *, ${overlap('$from', '$to')} AS ms FROM facts)
SELECT NULL::DOUBLE AS n,
  CASE WHEN $to > $from THEN coalesce(sum(over * ms), 0) / ($to - $from) END AS value
FROM parts`,
})
