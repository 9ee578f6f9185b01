import type { Code } from './metric.ts'

/** The part of a piece `[from_at, to_at)` within a range, in ms; what is unended lasts to its end. */
export const overlap = (from: string, to: string): string =>
  `greatest(0, least(coalesce(to_at, ${to}), ${to}) - greatest(from_at, ${from}))`

/** What is to be aggregated: rows with `over`, `under` and, of pieces, `ms`. */
export interface Aggregated {
  readonly code: Code | 'quotient'
  readonly isSplit: boolean
  /** SQL of the covered time and, for levels, of the instant. */
  readonly covered: string
  readonly at: string
  readonly value?: (sql: string) => string
}

/** Columns `n, value` and, for dist and age, `min, max, p50, p90, p95, p99`. */
export function aggregates({ at, code, covered, isSplit, value = (x) => x }: Aggregated): string {
  const part = (column: string) => (isSplit ? `${column} * ms` : column)
  const overTime = (sql: string) => `CASE WHEN ${covered} > 0 THEN coalesce(${sql}, 0)::DOUBLE END`
  switch (code) {
    case 'count':
      return `count(*)::DOUBLE AS n, ${overTime('count(*)')} AS value`
    case 'rate':
      return `count(*)::DOUBLE AS n, ${overTime('count(*)')} * 3600000 / ${covered} AS value`
    case 'distinct':
      return `count(*)::DOUBLE AS n, ${overTime('count(DISTINCT over)')} AS value`
    case 'sum':
    case 'level':
      return `count(*)::DOUBLE AS n, ${value(overTime(`sum(${part('over')})`))} AS value`
    case 'mean-t':
      return `NULL::DOUBLE AS n, ${value(`${overTime(`sum(${part('over')})`)} / ${covered}`)} AS value`
    case 'ratio': {
      const under = `sum(${part('under')})`
      const n = isSplit ? 'NULL::DOUBLE' : `coalesce(${under}, 0)::DOUBLE`
      return `${n} AS n, ${value(`sum(${part('over')})::DOUBLE / nullif(${under}, 0)`)} AS value`
    }
    case 'dist':
      return durations('over')
    case 'age':
      return durations(`(${at} - over)`)
    case 'oldest':
      return `count(*)::DOUBLE AS n, max(${at} - over) AS value`
    case 'quotient':
      throw new TypeError('a quotient has no rows of its own')
  }
}

function durations(of: string): string {
  // One aggregate, asked four times, is computed once; four of them would be sorted four times.
  // Durations are whole milliseconds, and whole numbers are told apart faster than fractions.
  const all = `quantile_disc(${of}::BIGINT, [0.5, 0.9, 0.95, 0.99])`
  const ranks = [50, 90, 95, 99].map((p, i) => `${all}[${i + 1}]::DOUBLE AS p${p}`)
  return `count(*)::DOUBLE AS n, sum(${of})::DOUBLE / count(*) AS value, min(${of}) AS min, max(${of}) AS max,
  ${ranks.join(', ')}`
}
