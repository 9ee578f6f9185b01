import { existsSync, statSync } from 'node:fs'
import { type Database, quote, rowsOf } from '../index.ts'
import { ImportError } from './error.ts'

/** A file of rows as DuckDB reads it: every cell as text. */
export interface Source {
  readonly file: string
  readonly columns: readonly string[]
  /** A relation with the columns. */
  readonly sql: string
  readonly isCsv: boolean
}

/** How a file is read, by its ending. */
const readers: readonly [RegExp, (file: string) => string][] = [
  [
    /\.(csv|tsv)(\.gz)?$/i,
    (file) =>
      `read_csv(${quote(file)}, header = true, all_varchar = true, ignore_errors = true,
        store_rejects = true, rejects_limit = 0, auto_detect = true, sample_size = 2000,
        rejects_table = 'bad_lines', rejects_scan = 'bad_scans')`,
  ],
  [/\.parquet$/i, (file) => `read_parquet(${quote(file)})`],
  [
    /\.(jsonl|ndjson)(\.gz)?$/i,
    (file) =>
      `read_json(${quote(file)}, format = 'newline_delimited', ignore_errors = true, maximum_depth = 1)`,
  ],
]

/** @throws ImportError if the file is of no known kind, cannot be read, or has no rows. */
export async function sourceOf(database: Database, file: string): Promise<Source> {
  const reader = readers.find(([ending]) => ending.test(file))
  if (!reader)
    throw new ImportError(file, 0, 'ends neither in .csv, .tsv, .parquet, .jsonl nor .ndjson')
  const relation = reader[1](file)
  const isJson = relation.startsWith('read_json')
  if (existsSync(file) && statSync(file).size === 0)
    throw new ImportError(file, 0, 'the file is empty')
  try {
    const described = rowsOf(await database.query(`DESCRIBE FROM ${relation}`))
    const columns = described.map(({ column_name: name }) => name as string)
    const texts = described.map(({ column_name, column_type }) =>
      textOf(column_name as string, isJson ? 'VARCHAR' : (column_type as string)),
    )
    const sql = `(SELECT ${texts.join(', ')} FROM ${isJson ? asTexts(relation, columns) : relation})`
    return { file, columns, sql, isCsv: readers[0][0].test(file) }
  } catch (error) {
    const { message } = error as Error
    if (/No files found/.test(message)) throw new ImportError(file, 0, 'no such file')
    throw new ImportError(file, 0, message.split('\n')[0])
  }
}

/** A column as SQL. @throws ImportError naming the columns that there are. */
export function columnOf({ columns, file }: Source, name: string): string {
  if (columns.includes(name)) return `nullif(${named(name)}, '')`
  throw new ImportError(file, 1, `column "${name}" is missing; there are: ${columns.join(', ')}`)
}

/** An instant in ms, null where it cannot be read. */
export function instantSql(cell: string, unit: 's' | 'ms' | 'iso'): string {
  // Beyond the year 2400 or before 1900 it is another unit, or none.
  const bounded = (ms: string) => `CASE WHEN abs(${ms}) < 13569465600000 THEN ${ms} END`
  switch (unit) {
    case 's':
      return bounded(`TRY_CAST(${cell} AS BIGINT) * 1000`)
    case 'ms':
      return bounded(`TRY_CAST(${cell} AS BIGINT)`)
    case 'iso':
      return `CASE WHEN regexp_matches(${cell}, 'T.*(Z|[+-]\\d\\d:?\\d\\d)$')
        THEN epoch_ms(TRY_CAST(${cell} AS TIMESTAMPTZ)) END`
  }
}

/** A column's name as SQL writes it. */
export const named = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A cell as text; an instant without a zone is one of UTC. */
function textOf(name: string, type: string): string {
  const column = named(name)
  const isInstant = type.startsWith('TIMESTAMP')
  const text = isInstant
    ? `strftime(make_timestamp(epoch_us(${column})), '%Y-%m-%dT%H:%M:%S.%gZ')`
    : `${column}::VARCHAR`
  return `${text} AS ${column}`
}

/** JSON lines are read anew as texts: what looks like an instant stays as it was written. */
function asTexts(relation: string, columns: readonly string[]): string {
  const types = columns.map((name) => `${quote(name)}: 'VARCHAR'`)
  return relation.replace(/\)$/, `, columns = {${types.join(', ')}})`)
}
