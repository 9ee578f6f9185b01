/** Widths of a bucket: minutes, hours, calendar days, weeks from Monday, months, or the whole range. */
export const grains = [
  ...['5min', '15min', '30min', '1h', '2h', '4h', '6h', '12h'],
  ...['day', 'week', 'month', 'all'],
] as const
export type Grain = (typeof grains)[number]

/** Every time-zone offset of our day is a multiple of this: no calendar edge lies within a slot. */
const QUARTER = 900_000
const FIVE = 300_000

/**
 * CTEs `buckets(k, at, until, covered_from, covered_to, ms)` of `[$from, $to)` in `$zone`, in order.
 * Hours count from local midnight in elapsed time, so that days of 23 and 25 hours come out right;
 * `ms` is what the record covers. The names may carry a suffix, for a range to compare with.
 */
export function buckets(grain: Grain, suffix = ''): string {
  const [from, to] = [`$from${suffix}`, `$to${suffix}`]
  return `
edges${suffix} AS (${edges(grain, from, to)}),
buckets${suffix} AS (
  SELECT *, greatest(0, covered_to - covered_from) AS ms
  FROM (
    SELECT row_number() OVER (ORDER BY edge) - 1 AS k, greatest(edge, ${from})::DOUBLE AS "at",
      least(next, ${to})::DOUBLE AS until, greatest("at", counted_from) AS covered_from,
      least(until, ended_at) AS covered_to
    FROM edges${suffix} CROSS JOIN run WHERE next > ${from} AND edge < ${to}))`
}

function edges(grain: Grain, from: string, to: string): string {
  if (grain === 'all') return `SELECT ${from} AS edge, ${to} AS next`
  const minutes = /^(\d+)(min|h)$/.exec(grain)
  const unit = minutes ? 'day' : grain
  const local = (at: string) => `timezone($zone, make_timestamptz((${at} * 1000)::BIGINT))`
  const first = `date_trunc('${unit}', ${local(from)})`
  const days = `
  SELECT epoch_ms(timezone($zone, start)) AS edge,
    epoch_ms(timezone($zone, start + INTERVAL 1 ${unit})) AS next
  FROM (SELECT unnest(generate_series(${first}, ${local(to)}, INTERVAL 1 ${unit})) AS start)`
  if (!minutes) return days
  const width = Number(minutes[1]) * (minutes[2] === 'h' ? 3_600_000 : 60_000)
  return `
  SELECT edge, least(edge + ${width}, next) AS next
  FROM (SELECT unnest(range(edge, next, ${width})) AS edge, next FROM (${days}))`
}

/**
 * CTE `places(first, ks, lows, highs)`: buckets by slot from the first one on, and the covered
 * bounds of the buckets: a lookup for millions of rows.
 */
export function places(grain: Grain, suffix = ''): string {
  const width = grain === '5min' ? FIVE : QUARTER
  return `places${suffix} AS MATERIALIZED (
  WITH slots AS (
    SELECT unnest(range(floor("at" / ${width})::BIGINT, ceil(until / ${width})::BIGINT)) AS slot, k
    FROM buckets${suffix})
  SELECT (SELECT min(slot) FROM slots) AS first, (SELECT list(k ORDER BY slot) FROM slots) AS ks,
    list(covered_from ORDER BY k) AS lows, list(covered_to ORDER BY k) AS highs
  FROM buckets${suffix})`
}
/** The slot of an instant. */
export const slotOf = (grain: Grain, at: string): string =>
  `floor(${at} / ${grain === '5min' ? FIVE : QUARTER})::BIGINT`
