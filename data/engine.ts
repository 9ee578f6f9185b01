import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { DuckDBConnection, DuckDBType } from '@duckdb/node-api'
import { type DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api'
import { columnsIn, columnsOf, emptyTable, isLater, lacks, selected } from './lacking.ts'
import { type TableName, tables } from './tables.ts'

/** A file of data that cannot be read or written: the message begins with its name. */
export class FileError extends Error {
  readonly file: string
  constructor(file: string, what: string, cause?: unknown) {
    super(`${file}: ${what}`, { cause })
    this.name = 'FileError'
    this.file = file
  }
}

/** What a query gave: named, typed columns in chunks of at most 2,048 rows. */
export interface Result {
  readonly names: readonly string[]
  readonly types: readonly DuckDBType[]
  readonly chunks: readonly DuckDBDataChunk[]
  readonly rows: number
}

export type Scalar = string | number | boolean | null
/** Values of a query's `$name`s; those that it does not mention are left out. */
export type Parameters = Readonly<Record<string, Scalar | undefined>>

export interface Database {
  /** @throws FileError where the file is at fault; DuckDB's own error where the SQL is. */
  query(sql: string, parameters?: Parameters, signal?: AbortSignal): Promise<Result>
  /** For what queries cannot do: appending. Belongs to the database; do not close it. */
  readonly connection: DuckDBConnection
  close(): void
}

/** One thread: sums and percentiles are then the same in every run. Nothing is fetched, ever. */
const settings = {
  threads: '1',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
}
/** A reading database keeps to memory and cannot be talked into touching files. */
const locked = { memory_limit: '512MB', max_temp_directory_size: '0MB', temp_directory: '' }

/**
 * A new database in a file of its own, which keeps to so much memory: the rest is in the file, or spilled
 * beside it. @throws FileError if it is there already.
 */
export async function createDatabase(file: string, memory = '1GB'): Promise<Database> {
  if (existsSync(file)) throw new FileError(file, 'is there already')
  const bounds = { memory_limit: memory, temp_directory: spillOf(file) }
  return guarded(file, () => open(file, file, { ...settings, ...bounds }))
}

/** Where a database's file spills what does not fit in memory. */
export const spillOf = (file: string): string => `${file}.spill`

/** A database in memory, without locks: for exports. */
export const memoryDatabase = (): Promise<Database> => open('(memory)', ':memory:', settings)

/**
 * A database to work in, in a folder of its own: it keeps to this much memory and spills the rest. On two
 * threads, for what it adds up are whole numbers and what it tells in order is sorted.
 */
export async function scratchDatabase(folder: string, memory = '384MB'): Promise<Database> {
  const database = await open(folder, `${folder}/scratch.duckdb`, {
    ...{ ...settings, threads: '2' },
    ...{ memory_limit: memory, temp_directory: `${folder}/spill` },
  })
  // What is read once or twice and then thrown away is worth no compressing and no tidying up.
  await database.connection.run(`SET force_compression = 'uncompressed'`)
  await database.connection.run('PRAGMA disable_checkpoint_on_shutdown')
  return database
}

/**
 * A run's file, read-only, its tables by their names; files and settings are then locked away
 * (in this order: attach, external access off, configuration locked).
 * @param prepare what is done to it before: it may put tables in memory in the place of the run's own.
 * @throws FileError if it is missing, damaged, half-written, of another kind, or held by a writer.
 */
export async function openDatabase(
  file: string,
  prepare?: (database: Database) => Promise<void>,
): Promise<Database> {
  return guarded(file, async () => {
    const database = await open(file, ':memory:', { ...settings, ...locked })
    try {
      await attach(database, file)
      await prepare?.(database)
      // A run in Parquet is read in place: its folder stays within reach, and nothing else.
      if (isFolder(file))
        await database.connection.run(`SET allowed_directories = [${quote(`${resolve(file)}/`)}]`)
      await database.connection.run('SET enable_external_access = false')
      await database.connection.run('SET lock_configuration = true')
      return database
    } catch (error) {
      database.close()
      throw error
    }
  })
}

/** Makes the tables of a run's file readable under their own names. @throws FileError */
export async function attach(database: Database, file: string): Promise<void> {
  if (/^[a-z][a-z0-9]+:\/\//.test(file))
    throw new FileError(file, 'is an address: runs are read from disk, so copy it here first')
  if (!existsSync(file)) throw new FileError(file, 'no such file')
  if (isFolder(file)) return attachFolder(database, file)
  await guarded(file, async () => {
    await database.connection.run(`ATTACH ${quote(file)} AS run (READ_ONLY)`)
    const has = await columnsIn(database, 'run')
    for (const table of Object.keys(tables) as TableName[])
      if (lacks(has, table)) await database.connection.run(emptyTable(table))
      else
        await database.connection.run(
          `CREATE VIEW ${table} AS ${selected(has, table)} FROM run.${table}`,
        )
  })
}

/** A folder of Parquet: `table.parquet`, or `table/date=…/*.parquet` where a table is cut by days. */
async function attachFolder(database: Database, folder: string): Promise<void> {
  const has = (name: string) => existsSync(join(folder, name))
  if (!has('run.parquet')) throw new FileError(folder, 'is a directory, not a run')
  await guarded(folder, async () => {
    for (const table of Object.keys(tables) as TableName[]) {
      const whole = `${table}.parquet`
      const isThere = has(whole) || has(table)
      if (!isThere && isLater(table)) {
        await database.connection.run(emptyTable(table))
        continue
      }
      if (!isThere) throw new FileError(folder, `has no table "${table}"`)
      const rows = has(whole)
        ? `FROM read_parquet(${quote(join(resolve(folder), whole))})`
        : `SELECT * EXCLUDE (date) FROM read_parquet(
            ${quote(join(resolve(folder), table, 'date=*', '*.parquet'))}, hive_partitioning = true)`
      const own = await columnsOf(database, table, rows)
      await database.connection.run(
        `CREATE VIEW ${table} AS ${selected(own, table)} FROM (${rows})`,
      )
    }
  })
}

/** A string as SQL writes it. */
export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`

async function open(file: string, path: string, config: Record<string, string>): Promise<Database> {
  const instance = await DuckDBInstance.create(path, config)
  const connection = await instance.connect()
  return {
    connection,
    query: async (sql, parameters = {}, signal) =>
      guarded(file, async () => {
        const own = await instance.connect()
        const stop = () => own.interrupt()
        signal?.throwIfAborted()
        signal?.addEventListener('abort', stop)
        try {
          return await read(own, sql, parameters)
        } finally {
          signal?.removeEventListener('abort', stop)
          own.closeSync()
        }
      }),
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

async function read(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters,
): Promise<Result> {
  const used = Object.entries(parameters).filter(([name]) => new RegExp(`\\$${name}\\b`).test(sql))
  const result = await connection.run(sql, Object.fromEntries(used) as Record<string, string>)
  const chunks = await result.fetchAllChunks()
  const names = result.columnNames()
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0)
  return { names, types: result.columnTypes(), chunks, rows }
}

/** What DuckDB says about a file, and what it means to the person in front of it. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/Could not set lock.*?\(PID (\d+)\)/s, 'is being written by another process (PID $1)'],
  [/Could not set lock/, 'is being written by another process'],
  [/not a valid DuckDB database/, 'is not a run: not a DuckDB file'],
  [/Could not read enough bytes/, 'is half-written: it ends too early'],
  [/Corrupt database|checksum|deserialize/i, 'is damaged: its checksums do not match'],
  [/database file with version number/, 'was written by another version of DuckDB'],
  [/Table with name (\w+) does not exist/, 'is not a run: it has no table "$1"'],
  [/No space left on device/, 'the disk is full'],
  [/File too large/, 'the file grew beyond the allowed size'],
  [/Permission denied/, 'permission denied'],
]

/** Runs it; errors that a file is to blame for are told by its name. */
export async function guarded<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FileError || !(error instanceof Error)) throw error
    throw explained(file, error)
  }
}

function explained(file: string, error: Error): Error {
  for (const [pattern, meaning] of meanings) {
    const found = pattern.exec(error.message)
    if (found) return new FileError(file, meaning.replace('$1', found[1] ?? ''), error)
  }
  if (/^(IO|Fatal|INTERNAL) Error/.test(error.message))
    return new FileError(file, error.message.split('\n')[0], error)
  return error
}

/** Names of the files with an ending, sorted, hidden ones left out; none if there is no folder. */
export function filesIn(directory: string, ending: string): string[] {
  if (!existsSync(directory)) return []
  return readdirSync(directory)
    .filter((file) => file.endsWith(ending) && !file.startsWith('.'))
    .sort()
}

/** Whether a run is a folder of Parquet. */
export const isFolder = (file: string): boolean => statSync(file).isDirectory()

/** Changes when a file is replaced. @throws FileError if it is not there. */
export function stampOf(file: string): string {
  try {
    const { ino, mtimeMs, size } = statSync(file)
    return `${ino} ${mtimeMs} ${size}`
  } catch (error) {
    throw new FileError(file, 'no such file', error)
  }
}
