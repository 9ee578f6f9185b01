import {
  Bool,
  type Data as ArrowData,
  type DataType,
  Dictionary,
  Field,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMicrosecond,
  Uint16,
  Uint32,
  Uint8,
  Utf8,
  Vector as ArrowVector,
  vectorFromArray,
} from 'apache-arrow'
import {
  type DuckDBDataChunk,
  DuckDBEnumType,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api'
import duckdb, { type Vector } from '@duckdb/node-bindings'
import type { Result } from './engine.ts'

/** Most rows of a batch, give or take a chunk. */
const BATCH = 65_536

/**
 * A result as an Arrow IPC stream, in batches of about 64k rows: vectors are copied as they lie in
 * memory, never through JavaScript values; ENUMs become dictionaries.
 * @throws TypeError naming a column whose type has no counterpart here: cast it in the SQL.
 */
export function toArrow(result: Result): Uint8Array {
  const columns = result.types.map((type, k) => columnOf(result.names[k], type))
  const fields = columns.map(({ name, type }) => new Field(name, type, true))
  const schema = new Schema(fields)
  const writer = new RecordBatchStreamWriter()
  writer.reset(undefined, schema)
  for (const { chunks, rows } of batches(result.chunks)) {
    const children = columns.map((column, k) => column.read(vectorsOf(chunks, k), rows))
    const type = new Struct(fields)
    const data = makeData({ type, length: rows, nullCount: 0, children })
    writer.write(new RecordBatch(schema, data))
  }
  return writer.finish().toUint8Array(true)
}

/** A piece of a column: a vector and its length. */
interface Piece {
  readonly vector: Vector
  readonly rows: number
}

interface ArrowColumn {
  readonly name: string
  readonly type: DataType
  readonly read: (pieces: readonly Piece[], rows: number) => ArrowData
}

function* batches(
  chunks: readonly DuckDBDataChunk[],
): Generator<{ chunks: readonly DuckDBDataChunk[]; rows: number }> {
  for (let from = 0; from < chunks.length;) {
    let [to, rows] = [from, 0]
    while (to < chunks.length && rows < BATCH) rows += chunks[to++].rowCount
    yield { chunks: chunks.slice(from, to), rows }
    from = to
  }
}

function vectorsOf(chunks: readonly DuckDBDataChunk[], column: number): Piece[] {
  return chunks.map(({ chunk, rowCount }) => ({
    vector: duckdb.data_chunk_get_vector(chunk, column),
    rows: rowCount,
  }))
}

function columnOf(name: string, type: DuckDBType): ArrowColumn {
  switch (type.typeId) {
    case DuckDBTypeId.DOUBLE:
      return copied(name, new Float64(), Float64Array)
    case DuckDBTypeId.TINYINT:
      return copied(name, new Int8(), Int8Array)
    case DuckDBTypeId.SMALLINT:
      return copied(name, new Int16(), Int16Array)
    case DuckDBTypeId.INTEGER:
      return copied(name, new Int32(), Int32Array)
    case DuckDBTypeId.BIGINT:
      return copied(name, new Int64(), BigInt64Array)
    case DuckDBTypeId.UTINYINT:
      return copied(name, new Uint8(), Uint8Array)
    case DuckDBTypeId.TIMESTAMP:
      return copied(name, new TimestampMicrosecond(), BigInt64Array)
    case DuckDBTypeId.BOOLEAN:
      return { name, type: new Bool(), read: readBooleans }
    case DuckDBTypeId.VARCHAR:
      return { name, type: new Utf8(), read: readTexts }
    case DuckDBTypeId.ENUM:
      return words(name, type)
    default:
      throw new TypeError(
        `column "${name}": ${String(type)} has no Arrow form here; cast it in the SQL`,
      )
  }
}

type Wide =
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
type WideArray = {
  new (rows: number): Wide
  readonly BYTES_PER_ELEMENT: number
}

/** Values that lie alike in DuckDB and Arrow. */
function copied(name: string, type: DataType, width: WideArray): ArrowColumn {
  const read = (pieces: readonly Piece[], rows: number): ArrowData =>
    makeData({
      ...{ type: type as Float64, length: rows },
      ...{ data: gather(pieces, rows, width) as Float64Array, ...validity(pieces, rows) },
    })
  return { name, type, read }
}

/** Codes of an ENUM are places in its words: an Arrow dictionary as it stands. */
function words(name: string, { values }: DuckDBEnumType): ArrowColumn {
  const [index, width] =
    values.length <= 255
      ? ([new Uint8(), Uint8Array] as const)
      : values.length <= 65_535
        ? ([new Uint16(), Uint16Array] as const)
        : ([new Uint32(), Uint32Array] as const)
  const type = new Dictionary<Utf8, Uint8>(new Utf8(), index as Uint8)
  const dictionary: ArrowVector<Utf8> = vectorFromArray([...values], new Utf8())
  const read = (pieces: readonly Piece[], rows: number): ArrowData => {
    const data = gather(pieces, rows, width) as Uint8Array
    return makeData({ type, length: rows, data, dictionary, ...validity(pieces, rows) })
  }
  return { name, type, read }
}

function gather(pieces: readonly Piece[], rows: number, width: WideArray): Wide {
  const values = new width(rows)
  const bytes = new Uint8Array(values.buffer)
  let offset = 0
  for (const { rows: length, vector } of pieces) {
    const size = length * width.BYTES_PER_ELEMENT
    bytes.set(duckdb.vector_get_data(vector, size), offset)
    offset += size
  }
  return values
}

/** One bit a row, set where there is a value; none at all if every row has one. */
function validity(pieces: readonly Piece[], rows: number) {
  const nullBitmap = new Uint8Array(Math.ceil(rows / 8)).fill(255)
  let nullCount = 0
  let row = 0
  for (const { rows: length, vector } of pieces) {
    // Absent where DuckDB never needed it. It comes in words of 64 bits.
    const bits = duckdb.vector_get_validity(vector, Math.ceil(length / 64) * 8) as Uint8Array | null
    if (bits) nullCount += clearMissing(nullBitmap, row, bits, length)
    row += length
  }
  return nullCount === 0 ? { nullCount } : { nullCount, nullBitmap }
}

/** Clears the bits of the rows without a value; says how many there are. */
function clearMissing(bitmap: Uint8Array, row: number, bits: Uint8Array, rows: number): number {
  let missing = 0
  for (let i = 0; i < rows; i++) {
    if (((bits[i >> 3] >> (i & 7)) & 1) === 1) continue
    bitmap[(row + i) >> 3] &= ~(1 << ((row + i) & 7))
    missing++
  }
  return missing
}

/** DuckDB keeps a byte for a truth, Arrow a bit. */
function readBooleans(pieces: readonly Piece[], rows: number): ArrowData {
  const bytes = gather(pieces, rows, Uint8Array) as Uint8Array
  const data = new Uint8Array(Math.ceil(rows / 8))
  bytes.forEach((byte, i) => {
    if (byte) data[i >> 3] |= 1 << (i & 7)
  })
  return makeData({ type: new Bool(), length: rows, data, ...validity(pieces, rows) })
}

/** A DuckDB string: its length, then up to 12 bytes in place, else 4 of them and where it lies. */
const [STRING, INLINE, POINTER] = [16, 12, 8]

function readTexts(pieces: readonly Piece[], rows: number): ArrowData {
  const { nullBitmap, nullCount } = validity(pieces, rows)
  const valueOffsets = new Int32Array(rows + 1)
  const parts: Uint8Array[] = []
  let row = 0
  for (const { rows: length, vector } of pieces) {
    const strings = duckdb.vector_get_data(vector, length * STRING)
    const view = new DataView(strings.buffer, strings.byteOffset, strings.byteLength)
    for (let i = 0; i < length; i++, row++) {
      const isNull = nullBitmap && ((nullBitmap[row >> 3] >> (row & 7)) & 1) === 0
      const part = isNull ? new Uint8Array(0) : textAt(strings, view, i * STRING)
      parts.push(part)
      valueOffsets[row + 1] = valueOffsets[row] + part.length
    }
  }
  const data = new Uint8Array(valueOffsets[rows])
  parts.forEach((part, i) => data.set(part, valueOffsets[i]))
  const type = new Utf8()
  return makeData({
    type,
    length: rows,
    data,
    valueOffsets,
    nullCount,
    ...(nullBitmap && { nullBitmap }),
  })
}

function textAt(strings: Uint8Array, view: DataView, at: number): Uint8Array {
  const length = view.getUint32(at, true)
  if (length <= INLINE) return strings.subarray(at + 4, at + 4 + length)
  const { buffer, byteOffset } = strings
  return duckdb.get_data_from_pointer(buffer as ArrayBuffer, byteOffset + at + POINTER, length)
}
