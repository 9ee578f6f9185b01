import type { DuckDBDataChunk } from '@duckdb/node-api'
import { Cause } from '../../core/index.ts'
import { type Database, doublesIn, type Growing, rowsOf } from '../index.ts'
import type { RunMeta, Tables } from '../index.ts'
import { asideOf } from './aside.ts'
import { inScratch, type Import, stream } from './grow.ts'
import { Telling } from './telling.ts'
import { ImportError } from './error.ts'
import type { Records } from './records.ts'
import { columnOf, instantSql, type Source } from './source.ts'
import { type Counts, run, tally } from './stage.ts'
import { agentsOf } from './tables.ts'

/**
 * A file of calls, chats or tickets as a run, one row each, in bounded memory. Its opening counts as
 * the consumer's message and its answer as the agent's: of what was said between, nothing is known.
 * @throws ImportError naming the file; FileError if the run cannot be written.
 */
export const growRecords = (records: Records, about: Import): Promise<Counts> =>
  inScratch(records.file, about, async (database, source, grow) => {
    await stage(database, source, records)
    const counts = await tally(database, source)
    await name(database)
    await grow((growing) => tellAll(database, growing, records, about))
    return counts
  })

/** Table `staged`, one row a conversation, typed, with the reason where it cannot be used. */
async function stage(database: Database, source: Source, { columns }: Records): Promise<void> {
  const cell = (column: string | undefined) =>
    column === undefined ? 'NULL::VARCHAR' : columnOf(source, column)
  const { abandoned, answered, closed, opened } = columns
  const later = (at: Records['columns']['answered'], raw: string) => {
    if (at === undefined) return 'NULL::BIGINT'
    if (at.unit === 'sAfter') return `opened + round(TRY_CAST(${raw} AS DOUBLE) * 1000)`
    if (at.unit === 'msAfter') return `opened + TRY_CAST(${raw} AS BIGINT)`
    return instantSql(raw, at.unit)
  }
  const bad = (at: Records['columns']['answered'], name: string) =>
    at === undefined
      ? ''
      : `WHEN raw_${name} IS NOT NULL AND ${name} IS NULL
         THEN 'column "${at.column}": "' || raw_${name} || '" is no time'`
  const left = abandoned
    ? `${cell(abandoned.column)} IS NOT DISTINCT FROM '${abandoned.value.replaceAll("'", "''")}'`
    : 'false'
  await run(database, [
    `CREATE TABLE staged AS
    SELECT row, key, opened::DOUBLE AS "at", opened::DOUBLE AS opened, answered::DOUBLE AS answered,
      closed::DOUBLE AS closed, agent, skill, line, channel, consumer, has_left,
      NULL AS side, key AS thread,
      CASE WHEN opened IS NULL
        THEN 'column "${opened.column}": "' || coalesce(raw_opened, '') || '" is no instant'
        ${bad(answered, 'answered')} ${bad(closed, 'closed')}
        WHEN answered < opened THEN 'it is answered before it is opened'
        WHEN closed < greatest(opened, coalesce(answered, opened)) THEN 'it is closed too early'
        WHEN count(*) OVER twins > 1 AND row > min(row) OVER twins
        THEN 'duplicate: row ' || min(row) OVER twins || ' has the same id' END AS reason,
      CASE WHEN reason IS NOT NULL THEN raw END AS raw
    FROM (
      SELECT *, ${later(answered, 'raw_answered')} AS answered,
        ${later(closed, 'raw_closed')} AS closed
      FROM (
        SELECT row_number() OVER () AS row,
          ${instantSql(cell(opened.column), opened.unit)} AS opened,
          ${cell(opened.column)} AS raw_opened, ${cell(answered?.column)} AS raw_answered,
          ${cell(closed?.column)} AS raw_closed,
          coalesce(${cell(columns.id)}, 'row ' || row_number() OVER ()) AS key,
          ${cell(columns.agent)} AS agent, ${cell(columns.skill)} AS skill,
          ${cell(columns.lineOfBusiness)} AS line,
          ${cell(columns.channel)} AS channel, ${cell(columns.consumer)} AS consumer,
          ${left} AS has_left, to_json(cells)::VARCHAR AS raw
        FROM ${source.sql} cells))
    WINDOW twins AS (PARTITION BY key)`,
  ])
}

/** Names as places, in order of first appearance; rows in order of opening. */
async function name(database: Database): Promise<void> {
  const places = (column: string) => `CREATE TABLE ${column}s AS
    SELECT ${column} AS name, row_number() OVER (ORDER BY min(row)) - 1 AS place
    FROM staged WHERE reason IS NULL AND ${column} IS NOT NULL GROUP BY ${column}`
  await run(database, [
    ...['agent', 'skill', 'channel', 'consumer'].map(places),
    `CREATE TABLE ordered AS
    SELECT *, opened AS told_at, NULL AS author, true AS is_odd FROM staged WHERE reason IS NULL`,
  ])
}

const inOrder = `
  SELECT row_number() OVER (ORDER BY o.opened, o.row)::DOUBLE, o.opened, coalesce(o.answered, -1),
    coalesce(o.closed, -1), coalesce(a.place, -1)::DOUBLE, coalesce(s.place, -1)::DOUBLE,
    coalesce(h.place, 0)::DOUBLE, coalesce(c.place, -1)::DOUBLE, o.has_left::DOUBLE
  FROM ordered o LEFT JOIN agents a ON a.name = o.agent LEFT JOIN skills s ON s.name = o.skill
    LEFT JOIN channels h ON h.name = o.channel LEFT JOIN consumers c ON c.name = o.consumer
  ORDER BY o.opened, o.row`

async function tellAll(
  database: Database,
  growing: Growing,
  records: Records,
  about: Import,
): Promise<RunMeta> {
  const sql = `SELECT count(*) AS "all", min(opened) AS first,
    max(greatest(opened, coalesce(answered, 0), coalesce(closed, 0))) AS last FROM ordered`
  const [{ all, first, last }] = rowsOf(await database.query(sql)) as Record<string, number>[]
  if (all === 0) throw new ImportError(records.file, 0, 'there is no row that can be used')
  await growing.append({ ...(await namesOf(database, records)), ...(await asideOf(database)) })
  const telling = new Telling(growing, { ...records, until: last })
  await stream(database, inOrder, { ...about, all }, (chunk) => tell(telling, chunk, records))
  await telling.finish()
  return about.meta(first, last)
}

async function namesOf(database: Database, { resolutionTarget, target }: Records): Promise<Tables> {
  const names = async (table: string) =>
    rowsOf(await database.query(`SELECT name FROM ${table} ORDER BY place`)).map(
      (row) => row.name as string,
    )
  const [agents, skills, channels] = [
    await names('agents'),
    await names('skills'),
    await names('channels'),
  ]
  const people = await names('consumers')
  const each = (ms: number | null) => new Float64Array(skills.length).fill(ms ?? Number.NaN)
  return {
    agents: agentsOf(agents),
    consumers: { consumer: Float64Array.from(people.keys()), id: people },
    skills: {
      skill: Int32Array.from(skills.keys()),
      id: skills,
      ...{ target_ms: each(target), resolution_ms: each(resolutionTarget) },
      line_of_business: await linesOf(database),
    },
    channels: { channel: Int32Array.from(channels.keys()), id: channels },
  }
}

/** By skill, the line of business that its latest row names. */
async function linesOf(database: Database): Promise<(string | null)[]> {
  const sql = `SELECT arg_max(line, opened) FILTER (WHERE line IS NOT NULL) AS line
    FROM skills JOIN ordered ON skill = name GROUP BY place ORDER BY place`
  return rowsOf(await database.query(sql)).map(({ line }) => line as string | null)
}

async function tell(telling: Telling, chunk: DuckDBDataChunk, { kind }: Records): Promise<void> {
  const [key, opened, answered, closed, agent, skill, channel, consumer, left] = doublesIn(chunk)
  const { teller } = telling
  const { rowCount } = chunk
  for (let i = 0; i < rowCount; i++) {
    const life = await telling.next({
      ...{ key: key[i], at: opened[i], skill: skill[i], channel: channel[i] },
      consumer: consumer[i] < 0 ? undefined : consumer[i],
    })
    teller.consumerWrote(life, opened[i])
    const isAnswered = answered[i] >= 0
    if (isAnswered) teller.agentWrote(life, answered[i], agent[i])
    else if (agent[i] >= 0) life.before = agent[i]
    // Who is not answered has left, but for a ticket: that somebody closed.
    const isLeft = left[i] === 1 || (!isAnswered && kind !== 'tickets')
    const cause = isLeft ? Cause.consumer : isAnswered ? Cause.agent : Cause.system
    if (closed[i] >= 0) telling.ends(closed[i], cause)
    else telling.lasts(isAnswered ? answered[i] : opened[i])
  }
}
