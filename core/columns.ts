/** A numeric column with room to spare. */
export type NumberArray = Float64Array | Int32Array | Uint8Array

/** The same column with room for `rows`. */
export function widened<Array_ extends NumberArray>(column: Array_, rows: number): Array_ {
  const wide = new (column.constructor as new (length: number) => Array_)(rows)
  wide.set(column)
  return wide
}
