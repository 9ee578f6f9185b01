import { mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { extendRun, numbers, quote, rowsOf, runDatabase, scratchDatabase } from '../index.ts'
import { type Database, tables, type Tables } from '../index.ts'
import { alone } from './alone.ts'
import { rejectedIn, rejectsWith } from './aside.ts'
import { type Figures, figureTables } from './figures.ts'
import { columnOf, instantSql, type Source, sourceOf } from './source.ts'
import { type Counts, run as runAll, tally } from './stage.ts'

/** Which rows of the run's own tables places are looked up in. */
const named = { skill: 'skills', agent: 'agents' } as const

/**
 * Adds figures to a run, instead of those of their kind that it had, and of what that import kept aside. The
 * run's file is replaced once the new one is whole.
 * @throws ImportError naming file and line; FileError if the run cannot be read or written.
 */
export const growFigures = (figures: Figures, run: string, signal?: AbortSignal): Promise<Counts> =>
  alone(run, () => grow(figures, run, signal))

async function grow(
  figures: Figures,
  run: string,
  signal: AbortSignal | undefined,
): Promise<Counts> {
  const known = await runDatabase(run)
  const folder = mkdtempSync(join(dirname(run), '.import-'))
  const scratch = await scratchDatabase(folder)
  try {
    const source = await sourceOf(scratch, figures.file)
    await runAll(scratch, [...(await namesOf(known)), staged(source, figures)])
    const counts = await tally(scratch, source)
    const table = figureTables[figures.kind]
    const ours = `${figures.kind}: `
    const rejected = (await rejectedIn(scratch)).map(({ reason, ...row }) => ({
      ...{ ...row, reason: `${ours}${figures.file}: ${reason}` },
    }))
    const rejects = await rejectsWith(known, ours, rejected)
    await extendRun(run, { [table]: await filled(scratch, table), rejects }, signal)
    return counts
  } finally {
    known.close()
    scratch.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Tables `skills` and `agents` with the names of places. */
async function namesOf(known: Database): Promise<string[]> {
  const statements = Object.entries(named).map(async ([place, table]) => {
    const rows = rowsOf(await known.query(`SELECT ${place} AS place, id FROM ${table}`))
    const list = rows.map(({ id, place: at }) => `(${quote(id as string)}, ${at as number})`)
    const values = [...list, '(NULL, NULL)'].join(', ')
    return `CREATE TABLE ${table} AS FROM (VALUES ${values}) t(id, ${place})`
  })
  return Promise.all(statements)
}

/** Table `staged`: every row with its figures, and the reason where it cannot be used. */
function staged(source: Source, figures: Figures): string {
  const cell = (name: string | undefined) =>
    name === undefined ? 'NULL::VARCHAR' : columnOf(source, name)
  const told = [
    ...figures.instants.map(
      ({ column, name, unit }) => `(${instantSql(cell(column), unit)})::DOUBLE AS "${name}"`,
    ),
    ...figures.numbers.map(
      ({ column, name, scale = 1 }) =>
        `TRY_CAST(${cell(column)} AS DOUBLE) * ${scale} AS "${name}"`,
    ),
    ...figures.texts.map(({ column, name }) => `${cell(column)} AS ${name}`),
    ...[...figures.instants, ...figures.numbers, ...figures.places].map(
      ({ column, name }) => `${cell(column)} AS raw_${name}`,
    ),
  ]
  const joins = figures.places.map(
    ({ name }) => `LEFT JOIN ${named[name]} ON ${named[name]}.id = raw_${name}`,
  )
  return `CREATE TABLE staged AS
    SELECT *, CASE ${reasons(figures).join('\n      ')} END AS reason
    FROM (
      SELECT row_number() OVER () AS row, to_json(cells)::VARCHAR AS raw,
        ${told.join(',\n        ')}
      FROM ${source.sql} cells) ${joins.join(' ')}`
}

/** What cannot be used, in the order in which it is said. */
function reasons({ instants, numbers: figures, places, wrong }: Figures): string[] {
  const says = (column: string | undefined, name: string, what: string) =>
    `'column "${column}": "' || coalesce(raw_${name}, '') || '" is ${what}'`
  return [
    ...instants.map(
      ({ column, name }) => `WHEN "${name}" IS NULL THEN ${says(column, name, 'no instant')}`,
    ),
    ...figures.map(({ column, high, low, maybe, name, scale = 1 }) => {
      const isOver = high === undefined ? '' : ` OR ${name} > ${high * scale}`
      const isWrong = `(${name} IS NULL OR ${name} < ${low * scale}${isOver})`
      const test = maybe ? `raw_${name} IS NOT NULL AND ${isWrong}` : isWrong
      const range = high === undefined ? `from ${low} on` : `in ${low}..${high}`
      return `WHEN ${test} THEN ${says(column, name, `no number ${range}`)}`
    }),
    ...wrong.map(([test, reason]) => `WHEN ${test} THEN ${quote(reason)}`),
    ...places.map(({ column, maybe, name }) => {
      const isMissing = maybe ? `raw_${name} IS NOT NULL AND ${name} IS NULL` : `${name} IS NULL`
      return `WHEN ${isMissing} THEN ${says(column, name, `no ${name} of the run`)}`
    }),
  ]
}

/** The rows that can be used, as a table's columns. */
async function filled(scratch: Database, table: keyof Tables): Promise<never> {
  const columns = Object.entries(tables[table])
  const sql = 'FROM staged WHERE reason IS NULL ORDER BY row'
  const rows = rowsOf(await scratch.query(sql))
  const values = columns.map(([name, column]) => {
    if (column.kind === 'text') return [name, rows.map((row) => (row[name] as string) ?? null)]
    if (column.kind !== 'place') return [name, numbers(rows, (row) => row[name] as number | null)]
    const { missing } = column
    return [name, Int32Array.from(rows, (row) => (row[name] as number | null) ?? missing)]
  })
  return Object.fromEntries(values) as never
}
