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
  /** Where rows have them under other names, or only some rows count. */
  readonly over?: string
  readonly under?: string
  readonly only?: string
  /** No duration is longer, ms; missing: any may be. */
  readonly longest?: number
}

/** SQL by column: `n, value` and, for dist and age, `min, max, p50, p90, p95, p99`. */
export type Columns = Readonly<Record<string, string>>

export function aggregates(asked: Aggregated): Columns {
  const { at, code, covered, isSplit, over = 'over', under = 'under', value = (x) => x } = asked
  const { longest, only } = asked
  const of = (call: string) => (only === undefined ? call : `${call} FILTER (WHERE ${only})`)
  const part = (column: string) => (isSplit ? `${column} * ms` : column)
  const overTime = (sql: string) => `CASE WHEN ${covered} > 0 THEN coalesce(${sql}, 0)::DOUBLE END`
  const all = of('count(*)')
  const total = overTime(of(`sum(${part(over)})`))
  const n = `${all}::DOUBLE`
  switch (code) {
    case 'count':
      return { n, value: overTime(all) }
    case 'rate':
      return { n, value: `${overTime(all)} * 3600000 / ${covered}` }
    case 'distinct':
      return { n, value: overTime(of(`count(DISTINCT ${over})`)) }
    case 'sum':
    case 'level':
      return { n, value: value(total) }
    case 'mean-t':
      return { n: 'NULL::DOUBLE', value: value(`${total} / ${covered}`) }
    case 'ratio': {
      const base = of(`sum(${part(under)})`)
      const share = value(`${of(`sum(${part(over)})`)}::DOUBLE / nullif(${base}, 0)`)
      return { n: isSplit ? 'NULL::DOUBLE' : `coalesce(${base}, 0)::DOUBLE`, value: share }
    }
    case 'dist':
      return durations(over, of, longest)
    case 'age':
      return durations(`(${at} - ${over})`, of, longest)
    case 'oldest':
      return { n, value: of(`max(${at} - ${over})`) }
    case 'quotient':
      throw new TypeError('a quotient has no rows of its own')
  }
}

/** Columns as a list to select. */
export const listed = (columns: Columns): string =>
  Object.entries(columns)
    .map(([name, sql]) => `${sql} AS ${name}`)
    .join(', ')

type Of = (call: string) => string

function durations(what: string, of: Of, longest = Infinity): Columns {
  const { cast, end, raised } = wholeOf(what, longest)
  // One aggregate, asked four times, is computed once; four of them would be sorted four times.
  const all = of(`quantile_disc(${cast}, [0.5, 0.9, 0.95, 0.99])`)
  const ranks = [50, 90, 95, 99].map((p, i) => [`p${p}`, raised(`(${all})[${i + 1}]`)])
  const n = of('count(*)')
  return {
    ...{ n: `${n}::DOUBLE`, value: `${of(`sum(${what})`)}::DOUBLE / nullif(${n}, 0)` },
    ...{ min: end(of, 'min'), max: end(of, 'max') },
    ...Object.fromEntries(ranks),
  }
}

/** Of whole numbers four bytes hold 2^32; what is odd in a record may be this far beyond its bounds. */
const FOUR_BYTES = 2 ** 32
const ROOM = 2 ** 27

/**
 * Durations are whole milliseconds: whole numbers are told apart faster than fractions, and short ones
 * faster than long ones.
 */
function wholeOf(what: string, longest: number) {
  if (longest > FOUR_BYTES - 2 * ROOM)
    return {
      cast: `${what}::BIGINT`,
      raised: (sql: string) => `${sql}::DOUBLE`,
      end: (of: Of, name: string) => of(`${name}(${what})`),
    }
  const middle = Math.floor(longest / 2)
  const cast = `(${what} - ${middle})::INTEGER`
  const raised = (sql: string) => `${sql}::DOUBLE + ${middle}`
  return { cast, raised, end: (of: Of, name: string) => raised(of(`${name}(${cast})`)) }
}
