import { type Database, numbers, rowsOf, type Tables } from '../index.ts'
import { findings } from './findings.ts'

/** A row, or a line that is none, that cannot be used. */
export interface Aside {
  readonly row: number | null
  readonly line: number | null
  readonly reason: string
  readonly raw: string | null
}

const REJECTED = 'FROM rejected ORDER BY coalesce(row, line)'

/** What an import that was staged kept aside. */
export async function rejectedIn(database: Database): Promise<Aside[]> {
  return rowsOf(await database.query(REJECTED)) as unknown as Aside[]
}

/** What was kept aside and what is odd. */
export async function asideOf(database: Database): Promise<Tables> {
  return { rejects: rejectsOf(await rejectedIn(database)), findings: await findings(database) }
}

/** What a run kept aside before, but for what begins with `ours`, and what was kept aside now. */
export async function rejectsWith(
  run: Database,
  ours: string,
  now: readonly Aside[],
): Promise<ReturnType<typeof rejectsOf>> {
  const sql = 'SELECT "row", line, reason, raw FROM rejects WHERE NOT starts_with(reason, $ours)'
  const before = rowsOf(await run.query(sql, { ours })) as unknown as Aside[]
  return rejectsOf([...before, ...now])
}

const rejectsOf = (rows: readonly Aside[]) => ({
  row: numbers(rows, ({ row }) => row),
  line: numbers(rows, ({ line }) => line),
  reason: rows.map(({ reason }) => reason),
  raw: rows.map(({ raw }) => raw),
})
