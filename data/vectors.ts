import type { DuckDBAppender, DuckDBType } from '@duckdb/node-api'
import { DOUBLE, DuckDBDataChunk, ENUM, INTEGER, VARCHAR } from '@duckdb/node-api'
import duckdb, { type Vector } from '@duckdb/node-bindings'
import { type Column, type Data, type Labels, NO_LABEL, NO_WORD, rowsIn } from './schema.ts'
import type { Numbers, Table, Texts, Values } from './schema.ts'

/** Rows of one DuckDB vector. */
const CHUNK = 2048

/** A column ready to be copied: values as they lie in a vector, and which of them are missing. */
interface Prepared {
  readonly type: DuckDBType
  readonly rows: number
  /** Numbers or codes as they lie in a vector, or strings to be assigned one by one. */
  readonly values: Float64Array | Int32Array | Uint8Array | Uint16Array | Texts
  readonly isMissing: (row: number) => boolean
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
  const types = columns.map(({ type }) => type)
  const rows = columns[0].rows
  for (let from = 0; from < rows; from += CHUNK) {
    const to = Math.min(from + CHUNK, rows)
    const chunk = DuckDBDataChunk.create(types, to - from)
    columns.forEach((column, k) => {
      fill(duckdb.data_chunk_get_vector(chunk.chunk, k), column, from, to)
    })
    appender.appendDataChunk(chunk)
  }
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
      // Only NaN differs from itself.
      return { type: DOUBLE, rows, values: numbers, isMissing: (i) => numbers[i] !== numbers[i] }
    }
    case 'place': {
      const places = own(Int32Array, values as Numbers)
      const { missing } = column
      return { type: INTEGER, rows, values: places, isMissing: (i) => places[i] === missing }
    }
    case 'word': {
      const codes = codesOf(where, column.words, values as Uint8Array | Texts)
      return {
        type: ENUM(column.words),
        rows,
        values: codes,
        isMissing: (i) => codes[i] === NO_WORD,
      }
    }
    case 'label': {
      const { codes, words } = labelsOf(values as Labels | Texts)
      // DuckDB keeps codes of up to 255 words in a byte each.
      const width = words.length <= 255 ? own(Uint8Array, codes) : own(Uint16Array, codes)
      const isMissing = (i: number) => codes[i] === NO_LABEL
      return { type: ENUM(wordsOrOne(words)), rows, values: width, isMissing }
    }
    case 'text': {
      const texts = values as Texts
      return { type: VARCHAR, rows, values: texts, isMissing: (i) => texts[i] === null }
    }
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

function fill(vector: Vector, column: Prepared, from: number, to: number): void {
  const { values } = column
  if (ArrayBuffer.isView(values)) {
    const { buffer, byteOffset, BYTES_PER_ELEMENT: width } = values
    const start = byteOffset + from * width
    duckdb.copy_data_to_vector(vector, 0, buffer as ArrayBuffer, start, (to - from) * width)
  } else {
    for (let i = from; i < to; i++)
      duckdb.vector_assign_string_element(vector, i - from, values[i] ?? '')
  }
  markMissing(vector, column.isMissing, from, to)
}

function markMissing(
  vector: Vector,
  isMissing: (row: number) => boolean,
  from: number,
  to: number,
): void {
  let valid: Uint8Array<ArrayBuffer> | null = null
  for (let i = from; i < to; i++) {
    if (!isMissing(i)) continue
    valid ??= new Uint8Array(CHUNK / 8).fill(255)
    valid[(i - from) >> 3] &= ~(1 << ((i - from) & 7))
  }
  if (!valid) return
  duckdb.vector_ensure_validity_writable(vector)
  duckdb.copy_data_to_vector_validity(vector, 0, valid.buffer, 0, valid.byteLength)
}
