import type { FastifyInstance, FastifyReply } from 'fastify'
import { ask, type Metric, metrics, questionOf, ReportError, reportParquet } from '../data/index.ts'
import { FileError, reports, type Result, type Run, type Runs } from '../data/index.ts'
import { toArrow, toCsv, toJson, toSql, UnknownRun } from '../data/index.ts'

/** A query of a URL: a key that is given twice arrives as a list. */
type Query = Readonly<Record<string, string | readonly string[] | undefined>>
interface Asked {
  readonly Params: { readonly id: string; readonly name: string }
  readonly Querystring: Query
}

/** What the workbench shows. */
export interface Shown {
  readonly runs: Runs
  /** Called before runs are looked up, so that one that grows can be brought up to date. */
  readonly refresh?: (() => Promise<void>) | undefined
  /** Makes a run for those who have none yet. @returns its id */
  readonly sample?: (() => Promise<string>) | undefined
}

/** What an answer may be asked for as, beside Arrow, which is what charts read. */
const formats = ['arrow', 'csv', 'json', 'parquet', 'sql'] as const
type Format = (typeof formats)[number]
const contentTypes: Readonly<Record<Format, string>> = {
  arrow: 'application/vnd.apache.arrow.stream',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  sql: 'text/plain; charset=utf-8',
}

/**
 * The workbench's questions over HTTP: runs, their details, and the named reports of each. What is
 * wrong with a question is told as `{ error }` with 400 or 404; a file that fails, with 500.
 */
export function workbench({ refresh = async () => {}, runs, sample }: Shown) {
  return async (app: FastifyInstance): Promise<void> => {
    if (sample) app.post('/sample', async () => ({ run: await sample() }))
    app.setErrorHandler((error: Error & { statusCode?: number }, _, reply) =>
      reply.code(statusOf(error)).send({ error: error.message }),
    )
    app.setNotFoundHandler((request, reply) =>
      reply
        .code(404)
        .send({ error: `${request.method} ${request.url}: there is no such question` }),
    )
    app.get('/runs', async () => {
      await refresh()
      const { problems, runs: found } = await runs.list()
      const told = problems.map(({ file, message }) => ({ file, message }))
      return { runs: found, problems: told }
    })
    app.get<Asked>('/runs/:id', async ({ params }) => {
      await refresh()
      return (await runs.get(params.id)).details
    })
    app.get('/reports', () => [...reports.values()].map(({ ask: _ask, ...about }) => about))
    app.get('/metrics', () =>
      Object.values<Metric>(metrics).map(({ code, id, label, sentence, unit, ...metric }) => {
        const { countedFor, interval, nullRule, sql } = metric
        return { id, label, unit, sentence, code, interval, countedFor, sql, nullRule }
      }),
    )
    app.get<Asked>('/runs/:id/reports/:name', async (request, reply) => {
      const { id, name } = request.params
      const { format, query } = parse(request.query)
      return answer({ run: await runs.get(id), name, format, query, reply })
    })
  }
}

function statusOf(error: Error & { statusCode?: number }): number {
  if (error instanceof ReportError) return 400
  if (error instanceof UnknownRun) return 404
  return error instanceof FileError ? 500 : (error.statusCode ?? 500)
}

function parse(query: Query): { format: Format; query: Record<string, string> } {
  const given: Record<string, string> = {}
  for (const [key, value] of Object.entries(query))
    if (typeof value === 'string') given[key] = value
    else throw new ReportError(`"${key}" is given twice`)
  const { format = 'arrow', ...rest } = given
  const known = formats.find((name) => name === format)
  if (!known) throw new ReportError(`format "${format}" is none of ${formats.join(', ')}`)
  return { format: known, query: rest }
}

interface Answer {
  readonly run: Run
  readonly name: string
  readonly format: Format
  readonly query: Record<string, string>
  readonly reply: FastifyReply
}

async function answer({ format, name, query, reply, run }: Answer): Promise<FastifyReply> {
  const began = performance.now()
  const body = async () => {
    if (format === 'sql') return { text: toSql(questionOf(run, name, query)) }
    if (format === 'parquet') return { bytes: await reportParquet(run, name, query) }
    const result = await ask(run, name, query, goneAway(reply))
    return { ...written(format, result), rows: result.rows }
  }
  const { bytes, rows, text } = { bytes: undefined, rows: undefined, text: '', ...(await body()) }
  if (rows !== undefined) reply.header('x-rows', rows)
  if (format !== 'arrow' && format !== 'json')
    reply.header(
      'content-disposition',
      `attachment; filename="${run.details.id}-${name}.${format}"`,
    )
  return reply
    .header('x-query-ms', (performance.now() - began).toFixed(1))
    .header('cache-control', 'no-store')
    .type(contentTypes[format])
    .send(bytes === undefined ? text : Buffer.from(bytes))
}

function written(
  format: 'arrow' | 'csv' | 'json',
  result: Result,
): { bytes?: Uint8Array; text?: string } {
  if (format === 'arrow') return { bytes: toArrow(result) }
  return { text: format === 'csv' ? toCsv(result) : toJson(result) }
}

/** Aborts when whoever asked is no longer there: nobody would read the answer. */
function goneAway({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => gone.abort())
  return gone.signal
}
