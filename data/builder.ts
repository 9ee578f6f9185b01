import { type Column, type Data, type Labels, NO_LABEL, NO_WORD, type Table } from './schema.ts'

type Growing<C extends Column> = C['kind'] extends 'number'
  ? Float64Array
  : C['kind'] extends 'place'
    ? Int32Array
    : C['kind'] extends 'word'
      ? Uint8Array
      : Uint16Array

/** The columns of a table while it grows: written in place, unknown until written. */
export type Writing<T extends Table> = { readonly [name in keyof T]: Growing<T[name]> }

/** A table under construction. Labels are written as codes into the words given. */
export class Builder<T extends Table> {
  length = 0
  /** Replaced when the table grows: read it anew after every `add`. */
  columns: Writing<T>
  private readonly table: T
  private readonly words: readonly string[]
  private capacity: number

  constructor(table: T, words: readonly string[] = [], capacity = 1024) {
    this.table = table
    this.words = words
    this.capacity = capacity
    this.columns = this.allocate()
  }

  /** A new row, all unknown; counts must be set by the caller. */
  add(): number {
    if (this.length === this.capacity) this.grow()
    return this.length++
  }

  /** Empty again, in the same memory: what `finish` gave is void from here on. */
  clear(): void {
    for (const [name, column] of Object.entries(this.table))
      this.columns[name].fill(missingOf(column), 0, this.length)
    this.length = 0
  }

  /** The rows so far, as views upon what is written further. */
  finish(): Data<T> {
    const trimmed = Object.entries(this.columns).map(([name, values]) => {
      const column = values.subarray(0, this.length)
      const isLabel = this.table[name].kind === 'label'
      const labels = (): Labels => ({ codes: column as Uint16Array, words: this.words })
      return [name, isLabel ? labels() : column]
    })
    return Object.fromEntries(trimmed) as Data<T>
  }

  private grow(): void {
    const before = this.columns
    this.capacity *= 2
    this.columns = this.allocate()
    for (const name of Object.keys(before)) this.columns[name].set(before[name])
  }

  private allocate(): Writing<T> {
    const columns = Object.entries(this.table).map(([name, column]) => [
      name,
      empty(column, this.capacity),
    ])
    return Object.fromEntries(columns) as Writing<T>
  }
}

function empty(
  column: Column,
  capacity: number,
): Float64Array | Int32Array | Uint8Array | Uint16Array {
  const missing = missingOf(column)
  switch (column.kind) {
    case 'number':
      return new Float64Array(capacity).fill(missing)
    case 'place':
      return new Int32Array(capacity).fill(missing)
    case 'word':
      return new Uint8Array(capacity).fill(missing)
    default:
      return new Uint16Array(capacity).fill(missing)
  }
}

function missingOf(column: Column): number {
  switch (column.kind) {
    case 'number':
      return Number.NaN
    case 'place':
      return column.missing
    case 'word':
      return NO_WORD
    case 'label':
      return NO_LABEL
    case 'text':
      throw new TypeError('a table that grows has no text')
  }
}
