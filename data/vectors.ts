import type { DuckDBAppender, DuckDBType } from '@duckdb/node-api'
import { DOUBLE, DuckDBDataChunk, ENUM, INTEGER, VARCHAR } from '@duckdb/node-api'
import duckdb, { type Vector } from '@duckdb/node-bindings'
import { type Column, type Data, type Labels, NO_LABEL, NO_WORD, rowsIn } from './schema.ts'
import type { Numbers, Table, Texts, Values } from './schema.ts'

/** Rows of one DuckDB vector. */
const CHUNK = 2048

/** Values as they lie in a vector, of which one stands for "unknown". */
type Wide = Float64Array | Int32Array | Uint8Array | Uint16Array

/** A column ready to be copied: in DuckDB's own width, or strings to be assigned one by one. */
interface Prepared {
  readonly type: DuckDBType
  readonly rows: number
  readonly values: Wide | Texts
  readonly missing: number | null
}

/**
 * Appends whole columns to a table through raw vectors: numbers are copied as they lie in memory,
 * 2,048 at a time, words as their codes.
 * @throws RangeError naming the column that is absent, unknown, or of another length.
 */
export function appendColumns(
  appender: DuckDBAppender,
  name: string,
  table: Table,
  data: Data,
): void {
  const columns = prepareAll(name, table, data)
  // Types are made once: an ENUM is costly to make, and one chunk serves all.
  const chunk = DuckDBDataChunk.create(columns.map(({ type }) => type))
  const { rows } = columns[0]
  for (let from = 0; from < rows; from += CHUNK) {
    const to = Math.min(from + CHUNK, rows)
    chunk.reset()
    columns.forEach((column, k) => {
      fill(duckdb.data_chunk_get_vector(chunk.chunk, k), column, from, to)
    })
    chunk.rowCount = to - from
    appender.appendDataChunk(chunk)
  }
}

/** The columns of a chunk, all of them DOUBLE without nulls, as they lie in its memory. */
export function doublesIn({ chunk, columnCount, rowCount }: DuckDBDataChunk): Float64Array[] {
  return Array.from({ length: columnCount }, (_, k) => {
    const bytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(chunk, k), rowCount * 8)
    return new Float64Array(bytes.buffer, bytes.byteOffset, rowCount)
  })
}

/** The DuckDB type of a column; that of labels depends on the words that occur. */
export function sqlType(column: Column, values?: Values): string {
  switch (column.kind) {
    case 'number':
      return 'DOUBLE'
    case 'place':
      return 'INTEGER'
    case 'word':
      return enumOf(column.words)
    case 'label':
      return enumOf(values ? labelsOf(values as Labels | Texts).words : [])
    case 'text':
      return 'VARCHAR'
  }
}

function enumOf(words: readonly string[]): string {
  const listed = wordsOrOne(words).map((word) => `'${word.replaceAll("'", "''")}'`)
  return `ENUM (${listed.join(', ')})`
}

/** An ENUM needs a word even where none occurs. */
const wordsOrOne = (words: readonly string[]) => (words.length > 0 ? words : ['(none)'])

function prepareAll(name: string, table: Table, data: Data): Prepared[] {
  const unknown = Object.keys(data).find((column) => !(column in table))
  if (unknown !== undefined)
    throw new RangeError(
      `table ${name}: unknown column "${unknown}"; known: ${Object.keys(table).join(', ')}`,
    )
  let rows = -1
  return Object.entries(table).map(([column, spec]) => {
    const values = data[column]
    if (values === undefined) throw new RangeError(`table ${name}: column "${column}" is absent`)
    if (rows === -1) rows = rowsIn(values)
    if (rowsIn(values) !== rows)
      throw new RangeError(
        `table ${name}: column "${column}" has ${rowsIn(values)} rows, not ${rows}`,
      )
    return prepare(`table ${name}: column "${column}"`, spec, values)
  })
}

function prepare(where: string, column: Column, values: Values): Prepared {
  const rows = rowsIn(values)
  switch (column.kind) {
    case 'number': {
      const numbers = own(Float64Array, values as Numbers)
      return { type: DOUBLE, rows, values: numbers, missing: Number.NaN }
    }
    case 'place': {
      const { missing } = column
      return { type: INTEGER, rows, values: own(Int32Array, values as Numbers), missing }
    }
    case 'word': {
      const codes = codesOf(where, column.words, values as Uint8Array | Texts)
      return { type: ENUM(column.words), rows, values: codes, missing: NO_WORD }
    }
    case 'label': {
      const { codes, words } = labelsOf(values as Labels | Texts)
      const type = ENUM(wordsOrOne(words))
      // DuckDB keeps codes of up to 255 words in a byte each; so cut, "none" is 255 as well.
      if (words.length > 255) return { type, rows, values: codes, missing: NO_LABEL }
      return { type, rows, values: new Uint8Array(codes), missing: NO_WORD }
    }
    case 'text':
      return { type: VARCHAR, rows, values: values as Texts, missing: null }
  }
}

/** The same numbers in the column's own width, in memory that nobody shares. */
function own<Width extends Numbers>(
  width: { new (from: ArrayLike<number>): Width; prototype: Width },
  numbers: Numbers,
): Width {
  const fits = numbers instanceof (width as unknown as new () => Width)
  return fits && numbers.buffer instanceof ArrayBuffer ? numbers : new width(numbers)
}

function codesOf(where: string, words: readonly string[], values: Uint8Array | Texts): Uint8Array {
  if (values instanceof Uint8Array) return own(Uint8Array, values)
  return Uint8Array.from(values, (value) => {
    const code = value === null ? NO_WORD : words.indexOf(value)
    if (code < 0) throw new RangeError(`${where}: "${value}" is none of ${words.join(', ')}`)
    return code
  })
}

/** Strings become codes of the words that occur, in order of first use. */
function labelsOf(values: Labels | Texts): Labels {
  if ('codes' in values) return values
  const places = new Map<string, number>()
  const codes = Uint16Array.from(values, (value) => {
    if (value === null) return NO_LABEL
    if (!places.has(value)) places.set(value, places.size)
    return places.get(value)!
  })
  return { codes, words: [...places.keys()] }
}

function fill(vector: Vector, { missing, values }: Prepared, from: number, to: number): void {
  if (ArrayBuffer.isView(values)) {
    const { buffer, byteOffset, BYTES_PER_ELEMENT: width } = values
    const start = byteOffset + from * width
    duckdb.copy_data_to_vector(vector, 0, buffer as ArrayBuffer, start, (to - from) * width)
    return markMissing(vector, validIn(values, missing as number, from, to))
  }
  for (let i = from; i < to; i++)
    duckdb.vector_assign_string_element(vector, i - from, values[i] ?? '')
  const valid = new Uint8Array(CHUNK / 8).fill(255)
  for (let i = from; i < to; i++) if (values[i] === null) unset(valid, i - from)
  markMissing(vector, valid)
}

/** A bit for every row, counted from `from`: whether it has a value. */
function validIn(values: Wide, missing: number, from: number, to: number): Uint8Array {
  const valid = new Uint8Array(CHUNK / 8).fill(255)
  // NaN is found by its differing from itself.
  if (Number.isNaN(missing)) {
    for (let i = from; i < to; i++) if (values[i] !== values[i]) unset(valid, i - from)
  } else for (let i = from; i < to; i++) if (values[i] === missing) unset(valid, i - from)
  return valid
}

function unset(bits: Uint8Array, row: number): void {
  bits[row >> 3] &= ~(1 << (row & 7))
}

function markMissing(vector: Vector, valid: Uint8Array): void {
  if (valid.every((byte) => byte === 255)) return
  duckdb.vector_ensure_validity_writable(vector)
  duckdb.copy_data_to_vector_validity(vector, 0, valid.buffer as ArrayBuffer, 0, valid.byteLength)
}
