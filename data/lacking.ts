import type { Database } from './engine.ts'
import { rowsOf } from './rows.ts'
import type { Table } from './schema.ts'
import { type TableName, tables } from './tables.ts'
import { sqlType } from './vectors.ts'

/** Tables that a run may lack, or have in an older form and without rows: it is read all the same. */
const later: readonly TableName[] = [
  ...(['consumers', 'identities', 'visits', 'engagement', 'page_views', 'exposures'] as const),
  ...(['attribution', 'conversions', 'credits', 'forecasts', 'interval_histograms'] as const),
  ...(['open_load', 'actionable', 'handle_times', 'requirements', 'bot_scores'] as const),
]
/** Columns that a table with rows may lack: in a run that was written before them they are unknown. */
const laterColumns: { readonly [T in TableName]?: readonly (keyof (typeof tables)[T])[] } = {
  skills: ['resolution_ms', 'line_of_business'],
  agent_time: ['room', 'is_gated'],
  surveys: ['asked'],
  intervals: ['queue_stays', 'queue_left'],
}
export const isLater = (table: TableName) => later.includes(table)

/** Whether a run with these columns has none of a table's rows, and may. */
export function lacks(has: ReadonlySet<string>, table: TableName): boolean {
  return isLater(table) && !Object.keys(tables[table]).every((name) => has.has(`${table}.${name}`))
}

/**
 * What is to be selected of a table that has these columns: its own, and those that came later as unknown.
 */
export function selected(has: ReadonlySet<string>, table: TableName): string {
  const columns: Table = tables[table]
  const missing = (laterColumns[table] ?? []).filter((name) => !has.has(`${table}.${name}`))
  const unknown = missing.map((name) => `, NULL::${sqlType(columns[name])} AS "${name}"`)
  return `SELECT *${unknown.join('')}`
}

export const emptyTable = (table: TableName) => {
  const columns = Object.entries(tables[table] as Table)
  const list = columns.map(([name, column]) => `"${name}" ${sqlType(column)}`)
  return `CREATE TABLE ${table} (${list.join(', ')})`
}

/** Columns of some rows of a table, as `table.column`. */
export async function columnsOf(database: Database, table: TableName, rows: string) {
  const told = rowsOf(await database.query(`DESCRIBE ${rows}`))
  return new Set(told.map(({ column_name: name }) => `${table}.${name as string}`))
}

/** Columns of a database that is attached, as `table.column`. */
export async function columnsIn(database: Database, name: string): Promise<ReadonlySet<string>> {
  const sql = `SELECT table_name || '.' || column_name AS name FROM duckdb_columns()
    WHERE database_name = $name`
  return new Set(rowsOf(await database.query(sql, { name })).map((row) => row.name as string))
}
