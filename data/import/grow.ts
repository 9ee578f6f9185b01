import type { DuckDBDataChunk } from '@duckdb/node-api'
import { mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Database, doublesIn, growRun, type Growing, rowsOf } from '../index.ts'
import { type RunMeta, scratchDatabase, type Tables } from '../index.ts'
import { ImportError } from './error.ts'
import { asideOf } from './aside.ts'
import type { Mapping } from './mapping.ts'
import { type Counts, run, stageMessages, tally } from './stage.ts'
import { type Source, sourceOf } from './source.ts'
import { agentsOf } from './tables.ts'
import { NO_SKILL } from './teller.ts'
import { Telling } from './telling.ts'

/** What an import is told beside its mapping. */
export interface Import {
  /** The run file. */
  readonly file: string
  /** What is known of the run, once its first and last instant are. */
  readonly meta: (from: number, to: number) => RunMeta
  /** Called with messages told, and how many there are. */
  readonly progress?: (done: number, all: number) => void
  readonly signal?: AbortSignal
}

/** What a run grows from: a database to work in, a file of rows, and the way to write the run. */
type Work = (
  database: Database,
  source: Source,
  grow: (tell: (growing: Growing) => Promise<RunMeta>) => Promise<void>,
) => Promise<Counts>

/** A database beside the run, which goes when the work is done. */
export async function inScratch(from: string, about: Import, work: Work): Promise<Counts> {
  const { file, signal } = about
  const folder = mkdtempSync(join(dirname(file), '.import-'))
  let database: Database | undefined
  try {
    database = await scratchDatabase(folder)
    const source = await sourceOf(database, from)
    return await work(database, source, (tell) => growRun(file, tell, signal))
  } finally {
    database?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * A file of messages as a run, in bounded memory: DuckDB reads, checks and sorts it, and conversations
 * are then told one after another.
 * @throws ImportError naming the file; FileError if the run cannot be written.
 */
export const growMessages = (mapping: Mapping, about: Import): Promise<Counts> =>
  inScratch(mapping.file, about, async (database, source, grow) => {
    await stageMessages(database, source, mapping)
    const counts = await tally(database, source)
    await order(database, mapping)
    await grow((growing) => tellAll(database, growing, mapping, about))
    return counts
  })

/**
 * Messages by conversation, each no earlier than the one before; conversations and authors. Names become
 * numbers first, by where they come first: what is sorted again and again is then short. Odd is what
 * does not come after the message before, by time and in the file.
 */
async function order(database: Database, { columns, splitAfter }: Mapping): Promise<void> {
  const place = columns.order === null ? '"at", row' : 'ord, row'
  // One conversation a thread needs no sorting by gaps.
  const session =
    splitAfter === null
      ? '0'
      : `sum(coalesce("at" - before > ${splitAfter}, false)::INTEGER)
        OVER (PARTITION BY thread ORDER BY ${place})`
  await run(database, [
    `CREATE TABLE names AS
    SELECT thread AS name, row_number() OVER (ORDER BY min(row)) AS thread
    FROM staged WHERE reason IS NULL GROUP BY staged.thread`,
    `CREATE TABLE writers AS
    SELECT author AS name, row_number() OVER (ORDER BY min(row)) AS author
    FROM staged WHERE reason IS NULL AND author IS NOT NULL GROUP BY staged.author`,
    `CREATE TABLE ordered AS
    SELECT *, ${session} AS session
    FROM (
      SELECT row, thread, side, author, ord, "at" AS told_at,
        max("at") OVER (PARTITION BY thread ORDER BY ${place}) AS "at",
        lag("at") OVER (PARTITION BY thread ORDER BY ${place}) AS before, wrote_at,
        coalesce(
          "at" <= before OR row < lag(row) OVER (PARTITION BY thread ORDER BY ${place}), false
        ) AS is_odd
      FROM (
        WITH numbered AS NOT MATERIALIZED (
          SELECT row, n.thread, side, w.author, ord, "at"
          FROM staged s JOIN names n ON n.name = s.thread LEFT JOIN writers w ON w.name = s.author
          WHERE reason IS NULL)
        SELECT *, lag("at") OVER (PARTITION BY author ORDER BY "at", row) AS wrote_at
        FROM numbered WHERE side = 1
        UNION ALL SELECT *, NULL FROM numbered WHERE side = 0))`,
    `CREATE TABLE people AS
    SELECT author, name, row_number() OVER (ORDER BY min(row)) - 1 AS place
    FROM ordered JOIN writers USING (author) WHERE side = 1 GROUP BY author, name`,
    `CREATE TABLE told AS
    SELECT thread, session, row_number() OVER (ORDER BY min("at"), min(row)) AS number
    FROM ordered GROUP BY thread, session`,
    // Conversations have their own numbers where all are whole, and none is split.
    `CREATE TABLE keyed AS
    SELECT told.*, CASE WHEN is_numbered THEN name::DOUBLE ELSE number::DOUBLE END AS key
    FROM told JOIN names USING (thread), (
      SELECT (SELECT max(session) FROM told) = 0
        AND bool_and(TRY_CAST(name AS BIGINT) IS NOT NULL) AS is_numbered FROM names)`,
  ])
}

const inOrder = (place: string) => `
  SELECT key, o.thread::DOUBLE AS consumer, o."at"::DOUBLE, o.side::DOUBLE,
    coalesce(p.place, -1)::DOUBLE, coalesce(o.wrote_at, '-Infinity'::DOUBLE)
  FROM ordered o JOIN keyed k ON k.thread = o.thread AND k.session = o.session
    LEFT JOIN people p ON p.author = CASE WHEN o.side = 1 THEN o.author END
  ORDER BY k.number, ${place}`

async function tellAll(
  database: Database,
  growing: Growing,
  mapping: Mapping,
  about: Import,
): Promise<RunMeta> {
  const sql = 'SELECT count(*) AS "all", min("at") AS first, max("at") AS last FROM ordered'
  const [{ all, first, last }] = rowsOf(await database.query(sql)) as Record<string, number>[]
  if (all === 0) throw new ImportError(mapping.file, 0, 'there is no message that can be used')
  const names = rowsOf(await database.query('SELECT name FROM people ORDER BY place'))
  await growing.append({
    agents: agentsOf(names.map(({ name }) => name as string)),
    ...(await asideOf(database)),
  })
  const { answers, order: ordered } = mapping.columns
  // A thread is one conversation, and who asks is known by it only where it may be several.
  const isOne = answers === null && mapping.splitAfter === null
  if (!isOne) await growing.append({ consumers: await consumersOf(database) })
  const place = ordered === null ? 'o."at", o.row' : 'o.ord, o.row'
  const telling = new Telling(growing, { ...mapping, until: last })
  const tell = (chunk: DuckDBDataChunk) => tellMessages(telling, chunk, isOne)
  await stream(database, inOrder(place), { ...about, all }, tell)
  await telling.finish()
  return about.meta(first, last)
}

async function consumersOf(database: Database): Promise<NonNullable<Tables['consumers']>> {
  const rows = rowsOf(await database.query('SELECT thread, name FROM names ORDER BY thread'))
  return {
    consumer: Float64Array.from(rows, ({ thread }) => thread as number),
    id: rows.map(({ name }) => name as string),
  }
}

/** Rows of a query, chunk by chunk. @throws Error if they are not as many as they should be. */
export async function stream(
  database: Database,
  sql: string,
  { all, progress, signal }: Import & { readonly all: number },
  tell: (chunk: DuckDBDataChunk) => Promise<void>,
): Promise<void> {
  const result = await database.connection.stream(sql)
  let done = 0
  let next = result.fetchChunk()
  try {
    for (let chunk = await next; chunk?.rowCount; chunk = await next) {
      signal?.throwIfAborted()
      // The next one is made while this one is told.
      next = result.fetchChunk()
      await tell(chunk)
      done += chunk.rowCount
      progress?.(done, all)
    }
  } finally {
    await next.catch(() => null)
  }
  if (done !== all) throw new Error(`${done} of ${all} rows were told: a join has lost some`)
}

async function tellMessages(
  telling: Telling,
  chunk: DuckDBDataChunk,
  isOne: boolean,
): Promise<void> {
  const [key, consumer, at, side, author, wroteAt] = doublesIn(chunk)
  const { teller } = telling
  // A chunk counts its rows anew each time.
  const { rowCount } = chunk
  for (let i = 0; i < rowCount; i++) {
    const life =
      key[i] === telling.life?.key
        ? telling.life
        : await telling.next({
            key: key[i],
            at: at[i],
            skill: NO_SKILL,
            consumer: isOne ? undefined : consumer[i],
            opener: isOne || side[i] === 0 ? undefined : author[i],
          })
    if (side[i] === 0) teller.consumerWrote(life, at[i])
    else teller.agentWrote(life, at[i], author[i], wroteAt[i])
    telling.lasts(at[i])
  }
}
