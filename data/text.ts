import type { Result, Scalar } from './engine.ts'
import type { Question } from './reports/index.ts'
import { rowsOf } from './rows.ts'

/** A result as CSV (RFC 4180): a header, CRLF, quotes where needed; unknown is empty. */
export function toCsv(result: Result): string {
  const lines = rowsOf(result).map((row) => Object.values(row).map(field).join(','))
  return [result.names.map(field).join(','), ...lines, ''].join('\r\n')
}

/**
 * A cell as text. A leading sign that a spreadsheet would run as a formula is defused by an
 * apostrophe; numbers keep theirs.
 */
function field(value: Scalar): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A result as a JSON array of rows. */
export const toJson = (result: Result): string => JSON.stringify(rowsOf(result))

/** A question as SQL that stands alone: to be run on the run's file. */
export function toSql({ sql, values }: Question): string {
  const literal = (value: Scalar | undefined) =>
    typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
  const stated = sql.replaceAll(/\$(\w+)\b/g, (name, key: string) =>
    Object.hasOwn(values, key) && values[key] !== undefined ? literal(values[key]) : name,
  )
  return `${stated.trim()};\n`
}
