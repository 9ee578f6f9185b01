import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { attach, type Database, FileError, guarded, memoryDatabase, quote } from './engine.ts'
import { questionOf } from './reports/index.ts'
import type { Run } from './runs.ts'
import { tables } from './tables.ts'
import { fill, type RunContents } from './write.ts'

const format = '(FORMAT parquet, COMPRESSION zstd)'

/**
 * Every table of a run as a Parquet file of its own, named after it. They appear once all are whole.
 * @returns the files. @throws FileError naming the folder, if it cannot be written.
 */
export async function exportParquet(run: Run, directory: string): Promise<string[]> {
  const database = await memoryDatabase()
  try {
    await attach(database, run.file)
    return await copyTables(database, Object.keys(tables), directory)
  } finally {
    database.close()
  }
}

/** By which instant a table of long history is cut into days. */
const dated: Readonly<Record<string, string>> = {
  ...{ conversations: 'opened_at', turns: 'opened_at', segments: 'started_at', messages: 'at' },
  ...{ moves: 'at', dues: 'at', decisions: 'at', automatic: 'at', wake_ups: 'at' },
  ...{ offers: 'from_at', suggestions: 'from_at', waiting: 'from_at', agent_time: 'from_at' },
  ...{ actionable: 'from_at', open_load: 'from_at' },
  ...{ surveys: 'closed_at', survey_answers: 'closed_at', intervals: 'interval_start' },
  ...{ agent_intervals: 'interval_start', interval_histograms: 'interval_start' },
}

/**
 * A run as a folder that is read in place as it lies: long tables by day of UTC, as
 * `table/date=2026-03-02/….parquet`, the others whole. The folder appears once it is whole.
 * @throws FileError naming the folder, if it is there already or cannot be written.
 */
export async function exportByDate(run: Run, directory: string): Promise<void> {
  if (existsSync(directory)) throw new FileError(directory, 'is there already')
  mkdirSync(dirname(directory), { recursive: true })
  const draft = mkdtempSync(join(dirname(directory), '.draft-'))
  const database = await memoryDatabase()
  try {
    await attach(database, run.file)
    await guarded(directory, async () => {
      for (const table of Object.keys(tables)) await database.connection.run(copyOf(table, draft))
      for (const table of await empty(database)) {
        rmSync(join(draft, table), { recursive: true, force: true })
        const file = join(draft, `${table}.parquet`)
        await database.connection.run(`COPY ${table} TO ${quote(file)} ${format}`)
      }
    })
    renameSync(draft, directory)
  } finally {
    database.close()
    rmSync(draft, { recursive: true, force: true })
  }
}

function copyOf(table: string, folder: string): string {
  const at = dated[table]
  if (at === undefined)
    return `COPY ${table} TO ${quote(join(folder, `${table}.parquet`))} ${format}`
  const day = `strftime(make_timestamp(("${at}" * 1000)::BIGINT), '%Y-%m-%d') AS date`
  return `COPY (SELECT *, ${day} FROM ${table} ORDER BY "${at}") TO ${quote(join(folder, table))}
    (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (date))`
}

/** Tables by day without a row have no day: they are whole. */
async function empty(database: Database): Promise<string[]> {
  const names: string[] = []
  for (const table of Object.keys(dated))
    if ((await database.query(`SELECT 1 FROM ${table} LIMIT 1`)).rows === 0) names.push(table)
  return names
}

/**
 * A run that is not in a file as Parquet: the tables that it has, one file each.
 * @returns the files. @throws FileError naming the folder; RangeError as `writeRun`.
 */
export async function writeParquet(contents: RunContents, directory: string): Promise<string[]> {
  const database = await memoryDatabase()
  try {
    await fill(database, contents)
    return await copyTables(database, Object.keys(contents.tables), directory)
  } finally {
    database.close()
  }
}

async function copyTables(
  database: Database,
  names: readonly string[],
  directory: string,
): Promise<string[]> {
  mkdirSync(directory, { recursive: true })
  const draft = mkdtempSync(join(directory, '.draft-'))
  const files = names.map((table) => `${table}.parquet`)
  try {
    await guarded(directory, async () => {
      for (const [i, table] of names.entries())
        await database.connection.run(`COPY ${table} TO ${quote(join(draft, files[i]))} ${format}`)
    })
    for (const file of files) renameSync(join(draft, file), join(directory, file))
    return files.map((file) => join(directory, file))
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** The answer to a report as one Parquet file. @throws ReportError, FileError */
export async function reportParquet(
  run: Run,
  name: string,
  query: Readonly<Record<string, string | undefined>> = {},
): Promise<Uint8Array> {
  const { sql, values } = questionOf(run, name, query)
  const folder = mkdtempSync(join(tmpdir(), 'report-'))
  const file = join(folder, `${name}.parquet`)
  const database = await memoryDatabase()
  try {
    await attach(database, run.file)
    await database.query(`COPY (${sql}) TO ${quote(file)} ${format}`, values)
    return readFileSync(file)
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
