import { type Database, quote, rowsOf } from '../index.ts'
import type { Mapping } from './mapping.ts'
import { columnOf, instantSql, named, type Source } from './source.ts'

/** What an import counted: `rows` = `kept` + `rejected`. */
export interface Counts {
  readonly rows: number
  readonly kept: number
  readonly rejected: number
}

/** Runs statements one after another. */
export async function run(database: Database, statements: readonly string[]): Promise<void> {
  for (const sql of statements) await database.connection.run(sql)
}

/**
 * A message log as table `staged(row, thread, at, side, author, reason, raw)`: one row a message,
 * typed, with the reason where it cannot be used. Lines that are no rows at all are in `bad_lines`.
 */
export async function stageMessages(
  database: Database,
  source: Source,
  mapping: Mapping,
): Promise<void> {
  const { answers, at, author, conversation, order, side, within } = mapping.columns
  const cell = (name: string) => columnOf(source, name)
  const own = cell(conversation)
  const isAgent = `side IS NOT DISTINCT FROM 1`
  const person =
    answers === null ? own : `CASE WHEN ${isAgent} THEN ${cell(answers)} ELSE ${own} END`
  const thread = within === null ? person : `${cell(within)} || '/' || ${person}`
  const sideSql = `CASE ${cell(side.column)} WHEN '${side.consumer.replaceAll("'", "''")}' THEN 0
      WHEN '${side.agent.replaceAll("'", "''")}' THEN 1 END`
  // The row as it was is put together where it is wanted, and nowhere else.
  const cells = source.columns.map((name, i) => `${named(name)} AS cell_${i}`)
  const told = `{${source.columns.map((name, i) => `${quote(name)}: cell_${i}`).join(', ')}}`
  await run(database, [
    `CREATE TABLE staged AS
    SELECT row, thread, "at"::DOUBLE AS "at", side::UTINYINT AS side, author, ord,
      CASE WHEN side IS NULL THEN 'column "${side.column}": "' || coalesce(raw_side, '') || '" is neither side'
        WHEN thread IS NULL THEN 'it belongs to no conversation'
        WHEN "at" IS NULL THEN 'column "${at.column}": "' || coalesce(raw_at, '') || '" is no instant'
        WHEN ${order === null ? 'false' : 'ord IS NULL'} THEN 'column "${order}" is no whole number'
        END AS reason,
      CASE WHEN reason IS NOT NULL THEN to_json(${told})::VARCHAR END AS raw
    FROM (
      SELECT row_number() OVER () AS row, ${sideSql} AS side, ${thread} AS thread,
        ${instantSql(cell(at.column), at.unit)} AS "at",
        ${author === null ? 'NULL' : cell(author)} AS author,
        ${order === null ? 'NULL' : `TRY_CAST(${cell(order)} AS BIGINT)`} AS ord,
        ${cell(side.column)} AS raw_side, ${cell(at.column)} AS raw_at,
        ${cells.join(', ')}
      FROM ${source.sql} cells)`,
    ...(order === null ? [] : [duplicates]),
  ])
}

/** The same place in a conversation twice: the first stays. */
const duplicates = `
  UPDATE staged SET reason = 'duplicate: row ' || first || ' has the same place', raw = 'row ' || row
  FROM (
    SELECT row AS twin, min(row) OVER (PARTITION BY thread, ord) AS first FROM staged
    WHERE reason IS NULL
    QUALIFY count(*) OVER (PARTITION BY thread, ord) > 1) d
  WHERE staged.row = d.twin AND d.twin <> d.first`

/** Counts, and what was kept aside with its reason. */
export async function tally(database: Database, { isCsv }: Source): Promise<Counts> {
  const lines = isCsv
    ? `SELECT NULL::BIGINT AS row, line, error_message AS reason, csv_line AS raw FROM bad_lines
       QUALIFY row_number() OVER (PARTITION BY line ORDER BY column_idx) = 1 UNION ALL`
    : ''
  await run(database, [
    `CREATE TABLE rejected AS ${lines}
     SELECT row, NULL AS line, reason, raw FROM staged WHERE reason IS NOT NULL`,
  ])
  const [{ bad, good }] = rowsOf(
    await database.query(`SELECT (SELECT count(*) FROM rejected) AS bad,
      (SELECT count(*) FROM staged WHERE reason IS NULL) AS good`),
  ) as { bad: number; good: number }[]
  return { rows: bad + good, kept: good, rejected: bad }
}
