import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attach, type Database, guarded, memoryDatabase, quote } from './engine.ts'
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
