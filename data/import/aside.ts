import { type Database, rowsOf, type Tables } from '../index.ts'
import { findings } from './findings.ts'

/** What was kept aside and what is odd. */
export async function asideOf(database: Database): Promise<Tables> {
  const rows = rowsOf(await database.query('FROM rejected ORDER BY coalesce(row, line)'))
  const numbers = (name: string) => Float64Array.from(rows, (row) => (row[name] as number) ?? NaN)
  return {
    rejects: {
      row: numbers('row'),
      line: numbers('line'),
      reason: rows.map(({ reason }) => reason as string),
      raw: rows.map(({ raw }) => raw as string | null),
    },
    findings: await findings(database),
  }
}
