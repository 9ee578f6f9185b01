import { mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Database, extendRun, numbers, quote, rowsOf, runDatabase } from '../index.ts'
import { rejectedIn, rejectsWith } from './aside.ts'
import { scratchDatabase, type Tables } from '../index.ts'
import { bands, type ForecastMapping } from './forecast.ts'
import { columnOf, instantSql, type Source, sourceOf } from './source.ts'
import { type Counts, run as runAll, tally } from './stage.ts'

/** Begins the reasons of rows that an import of a forecast kept aside: the next one replaces them. */
const OURS = 'forecast: '

/**
 * Adds a forecast to a run, instead of the one that it had. The run's file is replaced once the new one is
 * whole.
 * @throws ImportError naming file and line; FileError if the run cannot be read or written.
 */
export async function growForecast(
  mapping: ForecastMapping,
  run: string,
  signal?: AbortSignal,
): Promise<Counts> {
  const known = await runDatabase(run)
  const folder = mkdtempSync(join(dirname(run), '.import-'))
  const scratch = await scratchDatabase(folder)
  try {
    const source = await sourceOf(scratch, mapping.file)
    const skills = rowsOf(await known.query('SELECT skill, id FROM skills ORDER BY skill'))
    const places = skills.map(({ id, skill }) => `(${quote(id as string)}, ${skill as number})`)
    await runAll(scratch, [
      `CREATE TABLE skills AS FROM (VALUES ${[...places, '(NULL, NULL)'].join(', ')}) t(id, skill)`,
      staged(source, mapping),
    ])
    const counts = await tally(scratch, source)
    const forecasts = await forecastsOf(scratch)
    const where = `${OURS}${mapping.file}`
    const rejected = (await rejectedIn(scratch)).map(({ reason, ...row }) => ({
      ...{ ...row, reason: `${where}: ${reason}` },
    }))
    const rejects = await rejectsWith(known, OURS, rejected)
    await extendRun(run, { forecasts, rejects }, signal)
    return counts
  } finally {
    known.close()
    scratch.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Table `staged`: every row with its numbers, and the reason where it cannot be used. */
function staged(source: Source, { columns }: ForecastMapping): string {
  const cell = (name: string | undefined) =>
    name === undefined ? 'NULL::VARCHAR' : columnOf(source, name)
  const instants = (['made', 'from', 'to'] as const).map((name) => ({ name, ...columns[name] }))
  const numbers = (['expected', ...bands] as const).map((name) => ({ name, column: columns[name] }))
  const noInstant = instants.map(
    ({ column, name }) => `WHEN ${name}_at IS NULL
      THEN 'column "${column}": "' || coalesce(raw_${name}, '') || '" is no instant'`,
  )
  const noNumber = numbers.map(({ column, name }) => {
    const isWrong = `(${name} IS NULL OR ${name} < 0)`
    const test = name === 'expected' ? isWrong : `raw_${name} IS NOT NULL AND ${isWrong}`
    return `WHEN ${test}
      THEN 'column "${column}": "' || coalesce(raw_${name}, '') || '" is no number from 0 on'`
  })
  return `CREATE TABLE staged AS
    SELECT *, CASE ${[...noInstant, ...noNumber].join(' ')}
      WHEN to_at <= from_at THEN 'the interval ends before it begins'
      WHEN made_at > from_at THEN 'it was made after its interval began: it foresees nothing'
      WHEN skill IS NULL
        THEN 'column "${columns.skill}": "' || coalesce(raw_skill, '') || '" is no skill of the run'
      END AS reason
    FROM (
      SELECT row_number() OVER () AS row, to_json(cells)::VARCHAR AS raw,
        ${instants
          .map(
            ({ column, name, unit }) => `(${instantSql(cell(column), unit)})::DOUBLE AS ${name}_at,
        ${cell(column)} AS raw_${name},`,
          )
          .join('\n        ')}
        ${numbers
          .map(
            ({ column, name }) => `TRY_CAST(${cell(column)} AS DOUBLE) AS ${name},
        ${cell(column)} AS raw_${name},`,
          )
          .join('\n        ')}
        ${cell(columns.skill)} AS raw_skill
      FROM ${source.sql} cells) LEFT JOIN skills ON skills.id = raw_skill`
}

async function forecastsOf(database: Database): Promise<NonNullable<Tables['forecasts']>> {
  const rows = rowsOf(
    await database.query(
      `SELECT * FROM staged WHERE reason IS NULL ORDER BY made_at, from_at, row`,
    ),
  )
  const of = (name: string) => numbers(rows, (row) => row[name] as number | null)
  return {
    ...{ made_at: of('made_at'), from_at: of('from_at'), to_at: of('to_at') },
    skill: Int32Array.from(rows, ({ skill }) => skill as number),
    ...{ expected: of('expected'), low50: of('low50'), high50: of('high50') },
    ...{ low90: of('low90'), high90: of('high90') },
  }
}
