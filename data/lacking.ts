import type { Database } from './engine.ts'
import { rowsOf } from './rows.ts'
import type { Table } from './schema.ts'
import { type TableName, tables } from './tables.ts'
import { sqlType } from './vectors.ts'

/** Tables that a run may lack, or have in an older form and without rows: it is read all the same. */
const later: readonly TableName[] = [
  ...(['consumers', 'identities', 'visits', 'engagement', 'page_views', 'exposures'] as const),
  ...(['attribution', 'conversions', 'credits', 'forecasts', 'interval_histograms'] as const),
]
export const isLater = (table: TableName) => later.includes(table)

/** Whether a run with these columns has none of a table's rows, and may. */
export function lacks(has: ReadonlySet<string>, table: TableName): boolean {
  return isLater(table) && !Object.keys(tables[table]).every((name) => has.has(`${table}.${name}`))
}

export const emptyTable = (table: TableName) => {
  const columns = Object.entries(tables[table] as Table)
  const list = columns.map(([name, column]) => `"${name}" ${sqlType(column)}`)
  return `CREATE TABLE ${table} (${list.join(', ')})`
}

/** Columns of a database that is attached, as `table.column`. */
export async function columnsIn(database: Database, name: string): Promise<ReadonlySet<string>> {
  const sql = `SELECT table_name || '.' || column_name AS name FROM duckdb_columns()
    WHERE database_name = $name`
  return new Set(rowsOf(await database.query(sql, { name })).map((row) => row.name as string))
}
