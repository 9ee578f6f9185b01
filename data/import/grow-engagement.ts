import { mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Database, extendRun, quote, rowsOf, runDatabase, scratchDatabase } from '../index.ts'
import { settle } from '../index.ts'
import type { EngagementMapping, Flag, Part } from './engagement.ts'
import { type PartName, partNames } from './engagement.ts'
import { alone } from './alone.ts'
import { Engaged, type Told } from './engaged.ts'
import { rejectsWith } from './aside.ts'
import { engagedTables } from './engaged-tables.ts'
import { Names } from './names.ts'
import type { At } from './pieces.ts'
import { columnOf, instantSql, type Source, sourceOf } from './source.ts'
import type { Counts } from './stage.ts'

/** What an import of engagement found, and what is now credited. */
export interface EngagedCounts extends Counts {
  readonly conversions: number
  readonly credits: number
}

/** Begins the reasons of rows that an import of engagement kept aside: the next one replaces them. */
const OURS = 'engagement: '

/**
 * Adds to a run what its consumers did beside their conversations, instead of what it knew of that, and
 * credits what they bought. The run's file is replaced once the new one is whole.
 * @throws ImportError naming file and line; FileError if the run cannot be read or written.
 */
export const growEngagement = (
  mapping: EngagementMapping,
  run: string,
  signal?: AbortSignal,
): Promise<EngagedCounts> => alone(run, () => grow(mapping, run, signal))

async function grow(
  mapping: EngagementMapping,
  run: string,
  signal: AbortSignal | undefined,
): Promise<EngagedCounts> {
  const database = await runDatabase(run)
  try {
    const engaged = new Engaged(await consumersOf(database), mapping.settings.currency)
    let rows = 0
    for (const part of partNames)
      if (mapping[part]) rows += await readPart(run, part, mapping[part], engaged, signal)
    const told = engagedTables(engaged)
    await database.replace(told)
    const settled = await settle(database, mapping.settings)
    const rejects = await rejectsWith(database, OURS, engaged.aside)
    await extendRun(run, { ...told, ...settled, rejects }, signal)
    const rejected = engaged.aside.length
    const [conversions, credits] = [settled.conversions.at.length, settled.credits.at.length]
    return { rows, kept: rows - rejected, rejected, conversions, credits }
  } finally {
    database.close()
  }
}

/** Names of consumers as the run has them; without any, its numbers are their names. */
async function consumersOf(database: Database): Promise<Names> {
  const known = rowsOf(await database.query('SELECT id, consumer FROM consumers'))
  const sql = 'SELECT coalesce(max(consumer), 0) AS most FROM conversations'
  const [{ most }] = rowsOf(await database.query(sql)) as { most: number }[]
  const names = known.map(({ consumer, id }) => [id as string, consumer as number] as const)
  return new Names(names, names.length === 0 ? most : 0)
}

/** Reads a file and tells its rows. Returns how many there were, bad lines included. */
async function readPart(
  run: string,
  part: PartName,
  { columns, file }: Part,
  engaged: Engaged,
  signal: AbortSignal | undefined,
): Promise<number> {
  const folder = mkdtempSync(join(dirname(run), '.import-'))
  const scratch = await scratchDatabase(folder)
  try {
    const source = await sourceOf(scratch, file)
    const where = `${OURS}${file}`
    const result = await scratch.connection.stream(rowsSql(source, columns))
    let rows = 0
    for (
      let chunk = await result.fetchChunk();
      chunk?.rowCount;
      chunk = await result.fetchChunk()
    ) {
      signal?.throwIfAborted()
      for (const cells of chunk.getRows())
        engaged.tell(part, toldOf(cells, columns), { where, columns })
      rows += chunk.rowCount
    }
    return rows + (source.isCsv ? await badLines(scratch, engaged, where) : 0)
  } finally {
    scratch.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Cells = readonly unknown[]

/** Columns `row, raw, at, at as it is written, ended`, then the others in the order of the mapping. */
function rowsSql(source: Source, columns: Part['columns']): string {
  const instant = (at: At | undefined) =>
    at === undefined
      ? 'NULL::DOUBLE'
      : `(${instantSql(columnOf(source, at.column), at.unit)})::DOUBLE`
  const { at, began, ended } = columns as Readonly<Record<string, At | undefined>>
  const others = textsOf(columns).map(([, name]) =>
    typeof name === 'string'
      ? columnOf(source, name)
      : `CASE WHEN ${columnOf(source, name.column)} = ${quote(name.value)} THEN 'control' ELSE 'exposed' END`,
  )
  const when = at ?? began
  const written = when === undefined ? 'NULL' : columnOf(source, when.column)
  return `SELECT row_number() OVER ()::DOUBLE, to_json(cells)::VARCHAR, ${instant(when)}, ${written},
    ${instant(ended)} ${others.map((sql) => `, ${sql}`).join('')} FROM ${source.sql} cells`
}

/** Columns that are texts or flags. */
const textsOf = (columns: Part['columns']) =>
  Object.entries(columns).filter(
    (pair): pair is [string, string | Flag] =>
      pair[1] !== undefined && (typeof pair[1] === 'string' || 'value' in pair[1]),
  )

function toldOf([row, raw, at, written, ended, ...others]: Cells, columns: Part['columns']): Told {
  const text = Object.fromEntries(
    textsOf(columns).flatMap(([name], i) => (others[i] === null ? [] : [[name, others[i]]])),
  ) as Told['text']
  return {
    ...{ row: row as number, raw: raw as string, text },
    ...{ at: at as number | null, ended: ended as number | null },
    written: written as string | null,
  }
}

/** Lines that are no rows at all. */
async function badLines(database: Database, engaged: Engaged, where: string): Promise<number> {
  // DuckDB tells them to the connection that read the file, and to no other.
  await database.connection.run(`CREATE TABLE aside AS
    SELECT line, error_message AS reason, csv_line AS raw FROM bad_lines
    QUALIFY row_number() OVER (PARTITION BY line ORDER BY column_idx) = 1`)
  const bad = rowsOf(await database.query('FROM aside ORDER BY line'))
  for (const { line, raw, reason } of bad)
    engaged.aside.push({
      ...{ row: null, line: line as number },
      ...{ reason: `${where}: ${reason as string}`, raw: raw as string },
    })
  return bad.length
}
