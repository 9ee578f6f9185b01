import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { derive, deriveHistograms } from './derive.ts'
import { createDatabase, type Database, FileError, guarded, spillOf } from './engine.ts'
import type { Column, Data, Table, Values } from './schema.ts'
import { type DataOf, measureTables, type Source, type TableName, type Tables } from './tables.ts'
import { tables as schema } from './tables.ts'
import { appendColumns, sqlType } from './vectors.ts'

/** What is known of a run as a whole: the one row of table `run`. Instants and spans in ms. */
export interface RunMeta {
  readonly id: string
  readonly name: string
  readonly source: Source
  /** The compiled scenario as JSON; null if there is none. */
  readonly scenario: string | null
  readonly scenario_hash: string | null
  readonly code_version: string
  readonly seed: number | null
  readonly replications: number
  readonly started_at: number
  readonly ended_at: number
  /** End of the burn-in; `started_at` where there is none. */
  readonly counted_from: number
  readonly interval_ms: number
  readonly zone: string
  readonly tz_version: string
  readonly created_at: number
  readonly trace_hash: string | null
  readonly provenance: string | null
}

/** A run before it is a file. */
export interface RunContents {
  readonly meta: RunMeta
  /** Absent tables are empty; absent measures are derived from the rows. */
  readonly tables: Tables
}

/**
 * Writes a run to a file of its own: under a temporary name first, which becomes the run's once it
 * is whole and on disk. Whatever fails, nothing is left behind and an older file stays as it was.
 * @throws FileError naming the file; RangeError if the contents do not fit the schema;
 *   the signal's reason if it is aborted.
 */
export async function writeRun(
  file: string,
  contents: RunContents,
  signal?: AbortSignal,
): Promise<void> {
  checkMeta(contents.meta)
  await whole(file, (database) => fill(database, contents, signal), signal)
}

/** A run's file as it grows: rows after rows. */
export interface Growing {
  /** Appends rows; a table that is never given is empty. */
  append(tables: Tables): Promise<void>
}

/**
 * Writes a run whose rows come piece by piece and do not fit in memory: whole or not at all, as
 * `writeRun` does. What is known of the run is told at the end; its measures are derived then.
 */
export function growRun(
  file: string,
  grow: (run: Growing) => Promise<RunMeta>,
  signal?: AbortSignal,
): Promise<void> {
  return whole(
    file,
    async (database) => {
      const made = new Set<TableName>()
      const meta = await grow({
        async append(given) {
          for (const [name, data] of Object.entries(given) as [TableName, Data][]) {
            signal?.throwIfAborted()
            if (made.has(name)) await appendTo(database, name, data)
            else await writeTable(database, name, data)
            made.add(name)
          }
        },
      })
      checkMeta(meta)
      await writeTable(database, 'run', runRow(meta))
      for (const name of Object.keys(schema) as TableName[])
        if (name !== 'run' && !made.has(name)) await writeTable(database, name, undefined)
      await derive(database, meta)
    },
    signal,
    '384MB',
  )
}

/**
 * A file under a temporary name, which gets its own once it is whole and on disk. It keeps to so much
 * memory beside what it is given.
 */
export async function whole(
  file: string,
  write: (database: Database) => Promise<void>,
  signal: AbortSignal | undefined,
  memory = '1GB',
): Promise<void> {
  const directory = dirname(file)
  const draft = join(directory, `.${basename(file)}.${process.pid}-${drafts++}.draft`)
  makeRoom(directory)
  try {
    await guarded(draft, () => writeDraft(draft, write, memory))
    signal?.throwIfAborted()
    sync(draft)
    renameSync(draft, file)
    sync(directory)
  } catch (error) {
    // The draft's name means nothing to whoever reads the message.
    const told = error instanceof FileError && error.file === draft
    throw told ? new FileError(file, error.message.slice(draft.length + 2), error) : error
  } finally {
    rmSync(draft, { force: true })
    rmSync(`${draft}.wal`, { force: true })
    rmSync(spillOf(draft), { force: true, recursive: true })
  }
}

let drafts = 0

async function writeDraft(
  draft: string,
  write: (database: Database) => Promise<void>,
  memory: string,
): Promise<void> {
  const database = await createDatabase(draft, memory)
  try {
    // One transaction, one checkpoint: each byte is written once.
    await database.connection.run('BEGIN')
    await write(database)
    await database.connection.run('COMMIT')
    await database.connection.run('CHECKPOINT')
  } finally {
    database.close()
  }
}

/** Makes and fills every table; measures that are absent are derived from the rows. */
export async function fill(
  database: Database,
  { meta, tables }: RunContents,
  signal?: AbortSignal,
): Promise<void> {
  await writeTable(database, 'run', runRow(meta))
  for (const name of Object.keys(schema) as TableName[]) {
    signal?.throwIfAborted()
    if (name !== 'run') await writeTable(database, name, tables[name])
  }
  const isMeasured = measureTables.some((name) => tables[name])
  if (isMeasured && !tables.replications)
    throw new RangeError(`run "${meta.id}": there are measures, but no table "replications"`)
  if (isMeasured) await deriveHistograms(database, meta)
  else await derive(database, meta)
}

export async function writeTable(
  database: Database,
  name: TableName,
  data: Data | undefined,
): Promise<void> {
  const table: Table = schema[name]
  const columns = Object.entries(table).map(
    ([column, spec]: [string, Column]) => `"${column}" ${sqlType(spec, data?.[column])}`,
  )
  await database.connection.run(`CREATE TABLE ${name} (${columns.join(', ')})`)
  if (data) await appendTo(database, name, data)
}

async function appendTo(database: Database, name: TableName, data: Data): Promise<void> {
  const appender = await database.connection.createAppender(name)
  appendColumns(appender, name, schema[name], data)
  appender.closeSync()
}

/** A single row in the form that tables have. */
function runRow(meta: RunMeta): DataOf<'run'> {
  const column = ([name, spec]: [string, Column]): [string, Values] => {
    const value = meta[name as keyof RunMeta]
    return [
      name,
      spec.kind === 'number'
        ? Float64Array.of((value as number) ?? Number.NaN)
        : [value === null ? null : String(value)],
    ]
  }
  return Object.fromEntries(Object.entries(schema.run).map(column)) as DataOf<'run'>
}

function checkMeta(meta: RunMeta): void {
  const { counted_from, ended_at, interval_ms, replications, started_at } = meta
  for (const [name, value] of Object.entries({ counted_from, ended_at, interval_ms, started_at }))
    if (!Number.isSafeInteger(value))
      throw new RangeError(`run "${meta.id}": ${name} ${value} is not in whole milliseconds`)
  if (!(started_at <= counted_from && counted_from <= ended_at))
    throw new RangeError(
      `run "${meta.id}": ${started_at} ≤ ${counted_from} ≤ ${ended_at} does not hold (start, counted from, end)`,
    )
  if (interval_ms < 1)
    throw new RangeError(`run "${meta.id}": interval ${interval_ms} ms is below 1`)
  if (!(Number.isInteger(replications) && replications >= 1))
    throw new RangeError(`run "${meta.id}": ${replications} replications are fewer than 1`)
}

/** The folder, without drafts of processes that died while writing. */
function makeRoom(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true })
  } catch (error) {
    throw new FileError(directory, `cannot be made a folder: ${(error as Error).message}`, error)
  }
  for (const name of readdirSync(directory)) {
    const writer = /^\..+\.(\d+)-\d+\.draft(\.wal|\.spill)?$/.exec(name)?.[1]
    if (writer && !isAlive(Number(writer)))
      rmSync(join(directory, name), { force: true, recursive: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Until it is on the disk and not only on its way there. */
function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
