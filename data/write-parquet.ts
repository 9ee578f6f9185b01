import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attach, guarded, memoryDatabase, quote } from './engine.ts'
import { questionOf } from './reports/index.ts'
import type { Run } from './runs.ts'
import { tables } from './tables.ts'

const format = '(FORMAT parquet, COMPRESSION zstd)'

/**
 * Every table of a run as a Parquet file of its own, named after it. They appear once all are whole.
 * @returns the files. @throws FileError naming the folder, if it cannot be written.
 */
export async function exportParquet(run: Run, directory: string): Promise<string[]> {
  mkdirSync(directory, { recursive: true })
  const draft = mkdtempSync(join(directory, '.draft-'))
  const names = Object.keys(tables).map((table) => `${table}.parquet`)
  const database = await memoryDatabase()
  try {
    await attach(database, run.file)
    await guarded(directory, async () => {
      for (const table of Object.keys(tables)) {
        const file = join(draft, `${table}.parquet`)
        await database.connection.run(`COPY ${table} TO ${quote(file)} ${format}`)
      }
    })
    for (const name of names) renameSync(join(draft, name), join(directory, name))
    return names.map((name) => join(directory, name))
  } finally {
    database.close()
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
