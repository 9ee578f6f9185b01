import { attach, type Database, FileError, isFolder } from './engine.ts'
import { memoryDatabase, quote } from './engine.ts'
import { columnsIn, lacks, selected } from './lacking.ts'
import { type TableName, tables as schema, type Tables } from './tables.ts'
import { whole, writeTable } from './write.ts'

/** A run's tables to work with: what is replaced is so here and not in its file. */
export interface Workbench extends Database {
  replace(tables: Tables): Promise<void>
}

/** A run opened to be worked with. Close it. @throws FileError as `openRun`. */
export async function runDatabase(file: string): Promise<Workbench> {
  const database = await memoryDatabase()
  try {
    await attach(database, file)
    return { ...database, replace: (tables) => replace(database, tables) }
  } catch (error) {
    database.close()
    throw error
  }
}

/** Puts tables in the place of a run's own, which stay as they are. */
export async function replace(database: Database, tables: Tables): Promise<void> {
  for (const [name, data] of Object.entries(tables) as [Exclude<TableName, 'run'>, never][]) {
    const kind = await isView(database, name)
    await database.connection.run(`DROP ${kind ? 'VIEW' : 'TABLE'} ${name}`)
    await writeTable(database, name, data)
  }
}

/** What a run lacks is a table of this database alone. */
async function isView(database: Database, name: string): Promise<boolean> {
  const sql = `SELECT 1 FROM duckdb_views() WHERE view_name = $name AND database_name = 'memory'`
  return (await database.query(sql, { name })).rows > 0
}

/**
 * A run's file with some of its tables written anew: the new file takes its place once it is whole.
 * @throws FileError naming the file; the signal's reason if it is aborted.
 */
export async function extendRun(file: string, tables: Tables, signal?: AbortSignal): Promise<void> {
  if (isFolder(file))
    throw new FileError(file, 'is a folder of Parquet: add to the run file, then export it again')
  await whole(
    file,
    async (database) => {
      await database.connection.run(`ATTACH ${quote(file)} AS before (READ_ONLY)`)
      const known = await columnsIn(database, 'before')
      for (const name of Object.keys(schema) as TableName[]) {
        signal?.throwIfAborted()
        const given = name === 'run' ? undefined : tables[name]
        if (given || lacks(known, name)) await writeTable(database, name, given)
        else
          await database.connection.run(
            `CREATE TABLE ${name} AS ${selected(known, name)} FROM before.${name}`,
          )
      }
    },
    signal,
  )
}
