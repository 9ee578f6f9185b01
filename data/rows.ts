import type { Result, Scalar } from './engine.ts'

/**
 * A result as readable rows: for single rows, tests and JSON; many rows go out as Arrow.
 * Whole numbers come as numbers. @throws RangeError at one that a number cannot hold.
 */
export function rowsOf(result: Result): Record<string, Scalar>[] {
  const rows: Record<string, Scalar>[] = []
  for (const chunk of result.chunks)
    for (const values of chunk.getRows()) {
      const row: Record<string, Scalar> = {}
      result.names.forEach((name, k) => (row[name] = plain(name, values[k])))
      rows.push(row)
    }
  return rows
}

/** A column of numbers, one of each row; what is unknown is NaN. */
export const numbers = <Row>(
  rows: readonly Row[],
  of: (row: Row) => number | null | undefined,
): Float64Array => Float64Array.from(rows, (row) => of(row) ?? Number.NaN)

function plain(name: string, value: unknown): Scalar {
  switch (typeof value) {
    case 'bigint':
      if (!Number.isSafeInteger(Number(value)))
        throw new RangeError(`column "${name}": ${value} is beyond 2^53`)
      return Number(value)
    case 'string':
    case 'number':
    case 'boolean':
      return value
    default:
      if (value === null) return null
      throw new TypeError(
        `column "${name}": no plain form for ${Object.prototype.toString.call(value)}`,
      )
  }
}
